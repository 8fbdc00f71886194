"""A server of its own, with the world on it."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from tests.outside.adversary.building import build_world
from tests.outside.adversary.ledger import Ledger
from tests.outside.adversary.people import ROLES
from tests.outside.adversary.registry import Registry
from workshop.paths import PROJECT

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.outside.adversary.world import World
    from workshop.runtime import Runtime

DUMP = """
import sys
from pathlib import Path
sys.path.insert(0, {project!r})
from tests.outside.adversary.dump import dump
dump(env, Path({path!r}), {logins!r})
"""


@contextmanager
def open_arena(runtime: Runtime, database: str, folder: Path) -> Iterator[World]:
    """The world on a database with demo data, which is of no further use afterwards.

    The server's log stands in `folder`: it is full of what forged calls deserve.
    """
    registry = read_registry(runtime, database, folder)
    log = folder / "adversary-server.log"
    # scheduled actions would change rows beside the calls
    options = ("--max-cron-threads=0", "--log-level=error")
    with runtime.server(database, 0, *options, log=log) as server:
        ledger = Ledger(runtime.postgres, database)
        try:
            ledger.install()
            yield build_world(server.url, database, registry, ledger)
        finally:
            ledger.close()


def read_registry(runtime: Runtime, database: str, folder: Path) -> Registry:
    """Ask Odoo's shell what there is."""
    path = folder / "adversary-registry.json"
    script = DUMP.format(
        project=str(PROJECT),
        path=str(path),
        logins=[role.login for role in ROLES.values()],
    )
    log = folder / "adversary-dump.log"
    runtime.odoo("shell", "-d", database, "--no-http", log=log, text=script)
    return Registry.read(path)
