"""K3D-5: a process that is killed in the middle of a merge leaves all or nothing."""

from __future__ import annotations

import subprocess
import time
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from workshop.runtime import Runtime

GROUPS = 40
PATIENCE = 60
HALF = "half of it is done"
PREPARE = f"""
partners = env["res.partner"].create(
    [
        {{"name": f"Crash {{n}}", "is_company": True, "phone": f"0760-8812{{n:04}}"}}
        for n in range({GROUPS} * 2)
    ]
)
env["crm.lead"].create([{{"name": "x", "partner_id": p.id}} for p in partners])
env.cr.commit()
"""
MERGE = """
partners = env["res.partner"].search([("name", "=like", "Crash %")], order="id")
partners = partners.with_user(env.ref("base.user_admin"))
half = len(partners) // 2
groups = list(zip(partners[:half], partners[half:], strict=True))
merges = partners._merge_customers(groups)
env.cr.commit()
"""
# what is moved has moved then; the names, the log and the notes are still to come
STOP_IN_THE_MIDDLE = f"""
import time
engine = type(env["crm.merge.engine"])
def stop(self):
    self.env.flush_all()
    print({HALF!r}, flush=True)
    time.sleep({PATIENCE * 10})
engine._follow_family = stop
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
MERGED = "SELECT count(*) FROM res_partner WHERE merged_into_id IS NOT NULL"
LEADS = """
    SELECT count(*) FROM crm_lead l JOIN res_partner p ON p.id = l.partner_id
     WHERE p.merged_into_id IS NOT NULL
"""


@pytest.fixture(scope="module")
def crashed(
    runtime: Runtime, fresh_database: Callable[[str], str], log_folder: Path
) -> str:
    database = fresh_database("merge_crash")
    _run(runtime, database, PREPARE, log_folder)
    return database


@pytest.fixture
def half_merged(runtime: Runtime, crashed: str) -> Iterator[subprocess.Popen]:
    """A process that has moved everything and has not committed."""
    command = runtime.command("shell", "-d", crashed, "--no-http")
    with subprocess.Popen(
        [str(part) for part in command],
        env=runtime.env(),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    ) as shell:
        shell.stdin.write(STOP_IN_THE_MIDDLE + MERGE)
        shell.stdin.close()
        try:
            assert any(HALF in line for line in shell.stdout)
            yield shell
        finally:
            shell.kill()


def test_killed_in_the_middle(runtime, crashed, half_merged):
    before = _picture(runtime, crashed)

    half_merged.kill()
    half_merged.wait(PATIENCE)
    _wait_until_idle(runtime, crashed)

    assert _picture(runtime, crashed) == before
    assert _count(runtime, crashed, MERGED) == 0


def test_merged_afterwards(runtime, crashed, log_folder):
    _run(runtime, crashed, MERGE, log_folder)

    assert _count(runtime, crashed, MERGED) == GROUPS
    assert _count(runtime, crashed, LEADS) == 0


def _run(runtime: Runtime, database: str, script: str, log_folder: Path) -> None:
    log = log_folder / "merge-crash.log"
    runtime.odoo("shell", "-d", database, "--no-http", log=log, text=script)


def _picture(runtime: Runtime, database: str) -> dict[str, str]:
    tables = [table for (table,) in runtime.postgres.query(database, TABLES)]
    return {
        table: runtime.postgres.query(database, CONTENT.format(table))[0][0]
        for table in tables
    }


def _count(runtime: Runtime, database: str, query: str) -> int:
    return int(runtime.postgres.query(database, query)[0][0])


def _wait_until_idle(runtime: Runtime, database: str) -> None:
    """The server rolls back what a killed client leaves, once it has noticed."""
    end = time.monotonic() + PATIENCE
    while _count(runtime, database, BUSY.format(database)) and time.monotonic() < end:
        time.sleep(0.1)
