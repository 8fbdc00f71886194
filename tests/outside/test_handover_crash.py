"""HUA-6: a process that is killed in the middle of a handover leaves all or nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.outside.half_done import Scene

CUSTOMERS = 40
# a script has no request: it stands in for the people who sign
IN_PLACE = """
from unittest.mock import patch
place = "odoo.addons.jl_crm_base.tools.session._find_without_request"
patch(place, lambda env: env.uid).start()
"""
PREPARE = f"""{IN_PLACE}
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
WORK = f"""{IN_PLACE}
handover = env["crm.handover"].search([("from_user_id.login", "=", "crash_giver")])
handover.with_user(handover.supervisor_id).action_sign()
env.cr.commit()
"""
# the work has moved then; the customers, the list and the notes are still to come
STOP = ("crm.handover", "_move_customers")
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


def test_killed_in_the_middle(scene, half_done):
    before = scene.picture()

    scene.kill(half_done)

    assert scene.picture() == before
    assert _count_moved(scene, "res_partner") == 0


def test_signed_afterwards(scene):
    scene.run(WORK)

    for table in KINDS:
        assert _count_moved(scene, table) == CUSTOMERS


def _count_moved(scene: Scene, table: str) -> int:
    return scene.count(MOVED.format(table, KINDS[table]))
