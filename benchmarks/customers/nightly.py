"""What `benchmarks.customer_nightly` does inside Odoo's shell."""

from __future__ import annotations

import json
import resource
import time
from pathlib import Path

from odoo import fields

from odoo.addons.jl_crm_pipeline.hooks import REGISTER

SAMPLE = 500
KILOBYTE = 1024
# one in a hundred customers trades or is spoken with between two nights
CHANGED = 100
# of ten partners three buy, twice or thrice a year
ORDERS = """
    INSERT INTO sale_order (
        name, partner_id, partner_invoice_id, partner_shipping_id, company_id,
        currency_id, currency_rate, state, date_order, amount_untaxed, amount_total,
        create_uid, write_uid, create_date, write_date, user_id)
    SELECT 'B' || p.id || '-' || n, p.id, p.id, p.id, c.id, c.currency_id, 1, 'sale',
           now() - (p.id::bigint * 31 * n % 700) * interval '1 day',
           (p.id::bigint * 7919 * n % 400000), (p.id::bigint * 7919 * n % 400000),
           1, 1, now(), now(), 2
      FROM res_partner p,
           (SELECT id, currency_id FROM res_company ORDER BY id LIMIT 1) c,
           generate_series(1, 3) n
     WHERE p.customer_status IS NOT NULL
       AND p.id %% 10 < 3
       AND (n < 3 OR p.id %% 2 = 0)
"""
# every other was spoken with once; the night before said how long ago
CONTACTS = """
    UPDATE res_partner p
       SET last_contact_date = current_date - days,
           silence = CASE WHEN days <= 31 THEN 'month'
                          WHEN days <= 91 THEN 'quarter'
                          ELSE 'silent' END
      FROM (SELECT id, (1 + id::bigint * 17 %% 200)::int AS days FROM res_partner) d
     WHERE p.id = d.id AND customer_status IS NOT NULL AND p.id %% 2 = 0
"""
# regions are given once and in batches, not each night
REGIONS = """
    UPDATE res_partner
       SET customer_region_id = (SELECT min(id) FROM customer_region)
     WHERE customer_status IS NOT NULL
"""
DAY = """
    UPDATE sale_order SET amount_untaxed = amount_untaxed + 1000 WHERE id %% %s = 0
"""
SPOKEN = """
    UPDATE res_partner SET last_contact_date = current_date
     WHERE customer_status IS NOT NULL AND id %% %s = 0
"""


def fill(env, _result: str) -> None:
    """Register the customers, and let them buy and be spoken with."""
    env.cr.execute(REGISTER)
    env.cr.commit()
    for statement in (ORDERS, CONTACTS, REGIONS):
        env.cr.execute(statement.replace("%%", "%"))
        env.cr.commit()


def measure(env, result: str) -> None:
    """The first night, one that finds nothing new, a usual one, and the peer."""
    customers = env["res.partner"].search_count([("customer_status", "!=", False)])
    orders = env["sale.order"].search_count([])
    figures = {"customers": customers, "orders": orders}
    figures["first night"] = _time_night(env)
    figures["quiet night"] = _time_night(env)
    for statement in (DAY, SPOKEN):
        env.cr.execute(statement, [CHANGED])
    env.cr.commit()
    figures["usual night"] = _time_night(env)
    figures["memory"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * KILOBYTE
    figures["peer"] = _time_peer(env, customers)
    Path(result).write_text(json.dumps(figures, indent=2) + "\n", encoding="utf-8")


def _time_night(env) -> float:
    start = time.perf_counter()
    env["res.partner"]._cron_refresh_customers()
    env.cr.commit()
    return time.perf_counter() - start


def _time_peer(env, customers: int) -> float:
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


def _grade_one(env, partner, grades) -> None:
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
            "purchase_amount": amount,
            "purchase_count": len(year),
            "proposed_grade_id": fit[:1].id,
            "completeness": partner._get_completeness(),
        }
    )
