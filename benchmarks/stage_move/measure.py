"""What the board of a salesperson takes, and moving a card on it.

Runs inside `odoo shell`, with the calls that the web client makes: once on stock Odoo,
once with the add-on and a stage with five conditions.
"""

from __future__ import annotations

from typing import Any

from benchmarks.common.clock import clock, spread
from benchmarks.common.filling import vacuum
from benchmarks.common.report import Rows
from benchmarks.stage_move.base import LOGIN

CARD = {
    "name": {},
    "stage_id": {"fields": {"display_name": {}}},
    "probability": {},
    "active": {},
    "company_currency": {"fields": {}},
    "won_status": {},
    "expected_revenue": {},
    "partner_id": {"fields": {"display_name": {}}},
    "tag_ids": {"fields": {"display_name": {}, "color": {}}},
    "priority": {},
    "activity_ids": {"fields": {}},
    "is_rotting": {},
    "rotting_days": {},
    "user_id": {"fields": {"display_name": {}}},
}
OWN = {"opportunity_state": {}, "days_allowed": {}, "stage_pace": {}, "stage_days": {}}


def measure(env: Any, rounds: int) -> Rows:
    """{page: {p50, p95}} of this base, in milliseconds."""
    user = env["res.users"].search([("login", "=", LOGIN)])
    # what the web client sends along
    leads = env["crm.lead"].with_user(user).with_context(lang="en_US", tz="UTC")
    has_addon = "crm.stage.requirement" in env
    card = CARD | OWN if has_addon else CARD
    target = env["crm.stage"].create({"name": "Bench", "sequence": 50})
    mine = leads.search([("user_id", "=", user.id)], limit=rounds + 1)
    vacuum(env, "crm_lead")
    board = [clock(env, lambda: open_board(leads, card)) for _n in range(rounds)]
    if has_addon:
        ask(env, target, mine.sudo())
    moves = [clock(env, lambda lead=lead: move(lead, target, card)) for lead in mine]
    pages = {"board": board, "move": moves}
    return {page: spread(times[1:]) for page, times in pages.items()}


def ask(env: Any, stage: Any, leads: Any) -> None:
    """Give the stage five conditions, and fulfil them for some opportunities."""
    call = env.ref("mail.mail_activity_data_call")
    field = env["ir.model.fields"]._get("crm.lead", "expected_revenue")
    kinds = (
        {"kind": "field", "field_id": field.id},
        {"kind": "attachment"},
        {"kind": "activity", "activity_type_id": call.id},
        {"kind": "quotation", "quotation_state": "draft"},
        {"kind": "question", "question": "Is it real?"},
    )
    asked = env["crm.stage.requirement"].create(
        [{"stage_id": stage.id, **vals} for vals in kinds]
    )
    partner = env["res.partner"].create({"name": "Bench", "is_company": True})
    for lead in leads:
        env["sale.order"].create({"partner_id": partner.id, "opportunity_id": lead.id})
    asked[1]._fill(leads, {"name": "a.txt", "data": "YQ=="})
    asked[2]._fill(leads, {"note": "Done", "date": "2026-01-05"})
    asked[4]._fill(leads, "yes")
    stage.days_allowed = 10


def open_board(leads: Any, card: dict) -> None:
    domain = [["user_id", "=", leads.env.uid], ["type", "=", "opportunity"]]
    leads.web_read_group(
        domain,
        ["stage_id"],
        ["__count", "expected_revenue:sum"],
        auto_unfold=True,
        unfold_read_specification=card,
        unfold_read_default_limit=80,
    )


def move(lead: Any, stage: Any, card: dict) -> None:
    lead.web_save({"stage_id": stage.id}, card)
    lead.env.flush_all()
