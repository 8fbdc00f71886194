"""Customers that buy and are spoken with, on top of very many partners.

Runs inside `odoo shell`, with the add-on installed.
"""

from __future__ import annotations

from typing import Any

from odoo.addons.jl_crm_pipeline.hooks import REGISTER

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


def fill(env: Any) -> None:
    """Register the customers, and let them buy and be spoken with."""
    env.cr.execute(REGISTER)
    env.cr.commit()
    for statement in (ORDERS, CONTACTS, REGIONS):
        env.cr.execute(statement.replace("%%", "%"))
        env.cr.commit()
