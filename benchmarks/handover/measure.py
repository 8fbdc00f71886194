"""Hand everything over at once, and a sample of it by writes of the ORM in a loop."""

from __future__ import annotations

import time
from typing import Any

from benchmarks.common.people import work_as_everybody
from benchmarks.common.report import Rows
from benchmarks.handover.documents import make_people

MODELS = ("crm.lead", "sale.order", "mail.activity", "calendar.event")
SETTLE = """
    UPDATE crm_handover_line SET is_given = TRUE, is_received = TRUE,
           is_witnessed = TRUE
     WHERE handover_id = %s
"""


def measure(env: Any, sample: int) -> Rows:
    """Seconds of both; nothing of the handover remains."""
    giver, receivers, chief = make_people(env)
    env.cr.commit()
    with work_as_everybody():
        return {
            "stock": _measure_stock(env, giver, receivers[0], sample),
            "ours": _measure_ours(env, giver, receivers, chief),
        }


def _measure_stock(
    env: Any, giver: Any, receiver: Any, sample: int
) -> dict[str, float]:
    """What a script would do: one write for each record, by its own model."""
    records = [env["res.partner"].search([("user_id", "=", giver.id)], limit=sample)]
    records += [
        env[model].search([("user_id", "=", giver.id)], limit=sample)
        for model in MODELS
    ]
    quiet = {
        "mail_auto_subscribe_no_notify": True,
        "mail_activity_quick_update": True,
        "no_mail_to_attendees": True,
        "dont_notify": True,
    }
    start = time.monotonic()
    count = 0
    for found in records:
        for record in found.with_context(**quiet):
            record.write({"user_id": receiver.id})
            env.flush_all()
            count += 1
    seconds = time.monotonic() - start
    env.cr.rollback()
    env.invalidate_all()
    return {"records": count, "per record": seconds / count}


def _measure_ours(env: Any, giver: Any, receivers: Any, chief: Any) -> dict[str, float]:
    admin = env.ref("base.user_admin")
    plan = (
        env["crm.handover"]
        .with_user(admin)
        .create(
            {
                "from_user_id": giver.id,
                "receiver_ids": receivers.ids,
                "supervisor_id": chief.id,
                "proposal_basis": "load",
            }
        )
    )
    times = {
        "fill": _time(env, plan.action_fill),
        "propose": _time(env, plan.action_propose),
        "preview": _time(env, plan.action_preview),
        "plan": _time(env, plan.action_plan),
        "start": _time(env, plan.action_start),
    }
    env.cr.execute(SETTLE, [plan.id])
    env.invalidate_all()
    times["freeze"] = _time(env, plan.action_to_signing)
    *others, last = (user for _role, user in plan._get_parties())
    for user in others:
        plan.with_user(user).action_sign()
    times["transfer"] = _time(env, plan.with_user(last).action_sign)
    moved = plan.move_count
    customers = plan.customer_count
    times["undo"] = _time(env, plan.action_undo)
    env.cr.rollback()
    return {
        "customers": customers,
        "moved": moved,
        **times,
        "per record": times["transfer"] / moved,
    }


def _time(env: Any, work: Any) -> float:
    env.flush_all()
    env.invalidate_all()
    start = time.monotonic()
    work()
    env.flush_all()
    return time.monotonic() - start
