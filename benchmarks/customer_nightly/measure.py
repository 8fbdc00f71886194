"""The nights of very many customers, inside `odoo shell`."""

from __future__ import annotations

import time
from typing import Any

from odoo import fields

from benchmarks.common.clock import clock_seconds, peak_memory

SAMPLE = 500
# one in a hundred customers trades or is spoken with between two nights
CHANGED = 100
DAY = """
    UPDATE sale_order SET amount_untaxed = amount_untaxed + 1000 WHERE id %% %s = 0
"""
SPOKEN = """
    UPDATE res_partner SET last_contact_date = current_date
     WHERE customer_status IS NOT NULL AND id %% %s = 0
"""


def measure(env: Any) -> dict[str, float]:
    """The first night, one that finds nothing new, a usual one, and the peer."""
    customers = env["res.partner"].search_count([("customer_status", "!=", False)])
    orders = env["sale.order"].search_count([])
    figures = {"customers": customers, "orders": orders}
    figures["first night"] = clock_seconds(lambda: _refresh(env))
    figures["quiet night"] = clock_seconds(lambda: _refresh(env))
    for statement in (DAY, SPOKEN):
        env.cr.execute(statement, [CHANGED])
    env.cr.commit()
    figures["usual night"] = clock_seconds(lambda: _refresh(env))
    figures["memory"] = peak_memory()
    figures["peer"] = _time_peer(env, customers)
    return figures


def _refresh(env: Any) -> None:
    env["res.partner"]._cron_refresh_customers()
    env.cr.commit()


def _time_peer(env: Any, customers: int) -> float:
    """Seconds that the same would take by records, by a sample of them."""
    partners = env["res.partner"].search(
        [("customer_status", "!=", False)], order="id", limit=SAMPLE
    )
    grades = env["customer.grade"].search([])
    start = time.perf_counter()
    for partner in partners:
        _grade_one(env, partner, grades)
    env.flush_all()
    seconds = time.perf_counter() - start
    env.cr.rollback()
    return seconds * customers / max(len(partners), 1)


def _grade_one(env: Any, partner: Any, grades: Any) -> None:
    """As one writes it without thinking of a million."""
    orders = env["sale.order"].search(
        [("partner_id", "child_of", partner.id), ("state", "=", "sale")]
    )
    today = fields.Date.today()
    days = min(((today - one.date_order.date()).days for one in orders), default=None)
    year = orders.filtered(lambda one: (today - one.date_order.date()).days <= 365)
    amount = sum(year.mapped("amount_untaxed"))
    fit = grades.filtered(
        lambda grade: (
            days is not None
            and amount >= grade.min_amount
            and len(year) >= grade.min_count
            and (not grade.max_days or days <= grade.max_days)
        )
    )
    partner._write_system(
        {
            "proposed_grade_id": fit[:1].id,
            "completeness": partner._get_completeness(),
        }
    )
