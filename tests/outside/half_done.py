"""A process that stops in the middle of its work, and what the database holds then."""

from __future__ import annotations

import subprocess
import time
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from workshop.runtime import Runtime

PATIENCE = 60
HALF = "half of it is done"
STOP = """
import time
def stop(self, *_args):
    self.env.flush_all()
    print({half!r}, flush=True)
    time.sleep({seconds})
type(env[{model!r}]).{method} = stop
"""
TABLES = """
    SELECT relname FROM pg_class
     WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace ORDER BY relname
"""
CONTENT = """
    SELECT coalesce(md5(string_agg(t::text, chr(10) ORDER BY t::text)), 'empty')
      FROM "{}" t
"""
BUSY = """
    SELECT count(*) FROM pg_stat_activity
     WHERE datname = '{}' AND pid != pg_backend_pid()
"""


@dataclass(frozen=True)
class Scene:
    """A database, and Odoo shells that work on it."""

    runtime: Runtime = field(repr=False)
    database: str
    log: Path = field(repr=False)

    def run(self, script: str) -> None:
        """Let a shell do all of the script."""
        shell = ("shell", "-d", self.database, "--no-http")
        self.runtime.odoo(*shell, log=self.log, text=script)

    @contextmanager
    def stopped(
        self, script: str, model: str, method: str
    ) -> Iterator[subprocess.Popen]:
        """A shell that does the script up to the method and has not committed."""
        stop = STOP.format(half=HALF, seconds=PATIENCE * 10, model=model, method=method)
        command = self.runtime.command("shell", "-d", self.database, "--no-http")
        with subprocess.Popen(
            [str(part) for part in command],
            env=self.runtime.env(),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        ) as shell:
            shell.stdin.write(stop + script)
            shell.stdin.close()
            try:
                assert any(HALF in line for line in shell.stdout)
                yield shell
            finally:
                shell.kill()

    def kill(self, shell: subprocess.Popen) -> None:
        """The server rolls back what a killed client leaves, once it has noticed."""
        shell.kill()
        shell.wait(PATIENCE)
        busy = BUSY.format(self.database)
        end = time.monotonic() + PATIENCE
        while self.count(busy) and time.monotonic() < end:
            time.sleep(0.1)

    def picture(self) -> dict[str, str]:
        """The content of each table, as a checksum."""
        query = self.runtime.postgres.query
        return {
            table: query(self.database, CONTENT.format(table))[0][0]
            for (table,) in query(self.database, TABLES)
        }

    def count(self, query: str) -> int:
        return int(self.runtime.postgres.query(self.database, query)[0][0])
