"""HUA-6: a process that is killed in the middle of a handover leaves all or nothing."""

from __future__ import annotations

import subprocess
import time
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from workshop.runtime import Runtime

CUSTOMERS = 40
PATIENCE = 60
HALF = "half of it is done"
PREPARE = f"""
group = env.ref("sales_team.group_sale_salesman")
giver, receiver, chief = env["res.users"].create(
    [
        {{"name": name, "login": name, "group_ids": [(4, group.id)]}}
        for name in ("crash_giver", "crash_receiver", "crash_chief")
    ]
)
partners = env["res.partner"].create(
    [
        {{"name": f"Crash {{n}}", "is_company": True, "user_id": giver.id}}
        for n in range({CUSTOMERS})
    ]
)
leads = env["crm.lead"].create(
    [{{"name": "x", "partner_id": p.id, "user_id": giver.id}} for p in partners]
)
for lead in leads:
    lead.activity_schedule("mail.mail_activity_data_call", user_id=giver.id)
handover = env["crm.handover"].create(
    {{
        "from_user_id": giver.id,
        "supervisor_id": chief.id,
        "customer_ids": [
            (0, 0, {{"partner_id": p.id, "receiver_id": receiver.id}})
            for p in partners
        ],
    }}
)
handover.action_plan()
handover.action_start()
handover.line_ids._write_system({{"is_given": True, "is_received": True}})
handover.action_to_signing()
for user in (giver, receiver):
    handover.with_user(user).action_sign()
env.cr.commit()
"""
SIGN = """
handover = env["crm.handover"].search([("from_user_id.login", "=", "crash_giver")])
handover.with_user(handover.supervisor_id).action_sign()
env.cr.commit()
"""
# the work has moved then; the customers, the list and the notes are still to come
STOP_IN_THE_MIDDLE = f"""
import time
handovers = type(env["crm.handover"])
def stop(self, places):
    self.env.flush_all()
    print({HALF!r}, flush=True)
    time.sleep({PATIENCE * 10})
handovers._move_customers = stop
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
MOVED = """
    SELECT count(*) FROM {} r JOIN res_users u ON u.id = r.user_id
     WHERE u.login = 'crash_receiver' AND {}
"""
# the receiver has had something to sign, too
KINDS = {
    "res_partner": "TRUE",
    "crm_lead": "TRUE",
    "mail_activity": "r.res_model = 'crm.lead'",
}


@pytest.fixture(scope="module")
def crashed(
    runtime: Runtime, fresh_database: Callable[[str], str], log_folder: Path
) -> str:
    database = fresh_database("handover_crash")
    _run(runtime, database, PREPARE, log_folder)
    return database


@pytest.fixture
def half_moved(runtime: Runtime, crashed: str) -> Iterator[subprocess.Popen]:
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
        shell.stdin.write(STOP_IN_THE_MIDDLE + SIGN)
        shell.stdin.close()
        try:
            assert any(HALF in line for line in shell.stdout)
            yield shell
        finally:
            shell.kill()


def test_killed_in_the_middle(runtime, crashed, half_moved):
    before = _picture(runtime, crashed)

    half_moved.kill()
    half_moved.wait(PATIENCE)
    _wait_until_idle(runtime, crashed)

    assert _picture(runtime, crashed) == before
    assert _count_moved(runtime, crashed, "res_partner") == 0


def test_signed_afterwards(runtime, crashed, log_folder):
    _run(runtime, crashed, SIGN, log_folder)

    for table in KINDS:
        assert _count_moved(runtime, crashed, table) == CUSTOMERS


def _run(runtime: Runtime, database: str, script: str, log_folder: Path) -> None:
    log = log_folder / "handover-crash.log"
    runtime.odoo("shell", "-d", database, "--no-http", log=log, text=script)


def _picture(runtime: Runtime, database: str) -> dict[str, str]:
    tables = [table for (table,) in runtime.postgres.query(database, TABLES)]
    return {
        table: runtime.postgres.query(database, CONTENT.format(table))[0][0]
        for table in tables
    }


def _count(runtime: Runtime, database: str, query: str) -> int:
    return int(runtime.postgres.query(database, query)[0][0])


def _count_moved(runtime: Runtime, database: str, table: str) -> int:
    return _count(runtime, database, MOVED.format(table, KINDS[table]))


def _wait_until_idle(runtime: Runtime, database: str) -> None:
    """The server rolls back what a killed client leaves, once it has noticed."""
    end = time.monotonic() + PATIENCE
    while _count(runtime, database, BUSY.format(database)) and time.monotonic() < end:
        time.sleep(0.1)
