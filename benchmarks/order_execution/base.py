"""Confirmed orders, partly delivered, invoiced and paid; one in fifty a salesperson's.

Runs inside `odoo shell`, with the add-on installed.
"""

from __future__ import annotations

from typing import Any

from odoo.tools import SQL

from benchmarks.common.filling import make_user, vacuum

SELLER, DIRECTOR = "bench_execution", "bench_execution_director"
CUSTOMERS = """
    INSERT INTO res_partner (
        name, complete_name, is_company, active, type, customer_status, user_id,
        customer_holder, autopost_bills
    )
    SELECT 'Bench ' || n, 'Bench ' || n, TRUE, TRUE, 'contact', 'transacting',
           %(mine)s, %(mine)s, 'ask'
      FROM generate_series(1, 2000) n
    RETURNING id
"""
OWN = "UPDATE res_partner SET commercial_partner_id = id WHERE name LIKE 'Bench %%'"
ORDERS = """
    INSERT INTO sale_order (
        name, partner_id, partner_invoice_id, partner_shipping_id, company_id,
        currency_id, currency_rate, user_id, state, review_state, date_order,
        create_date, amount_untaxed, amount_tax, amount_total, invoice_status
    )
    SELECT 'BX' || lpad(n::text, 7, '0'), p, p, p, 1, %(currency)s, 1,
           CASE WHEN n %% 50 = 0 THEN %(mine)s ELSE 2 END, 'sale', 'draft',
           now() AT TIME ZONE 'UTC' - (n %% 700) * interval '1 day',
           now() AT TIME ZONE 'UTC', 1000, 0, 1000, 'to invoice'
      FROM generate_series(1, %(count)s) n,
           LATERAL (SELECT %(first)s + n %% 2000 AS p) drawn
    RETURNING id
"""
LINES = """
    INSERT INTO sale_order_line (
        order_id, name, product_id, product_uom_id, product_uom_qty, price_unit,
        price_subtotal, price_total, qty_delivered, customer_lead, state, company_id,
        currency_id, order_partner_id, salesman_id, is_downpayment
    )
    SELECT o.id, 'Bench', %(product)s, %(unit)s, 5, 100, 500, 500, (o.id + k) %% 6, k,
           'sale', 1, o.currency_id, o.partner_id, o.user_id, FALSE
      FROM sale_order o, generate_series(1, 2) k
     WHERE o.name LIKE 'BX%%'
"""
MOVES = """
    INSERT INTO account_move (
        journal_id, currency_id, state, move_type, auto_post, date, invoice_date,
        payment_state, amount_total, amount_residual, company_id, partner_id,
        commercial_partner_id, ref
    )
    SELECT %(journal)s, o.currency_id, 'posted', 'out_invoice', 'no', current_date,
           current_date, CASE o.id %% 3 WHEN 0 THEN 'paid' WHEN 1 THEN 'partial'
           ELSE 'not_paid' END, 1000, (o.id %% 3) * 500, 1, o.partner_id, o.partner_id,
           o.id::text
      FROM sale_order o
     WHERE o.name LIKE 'BX%%' AND o.id %% 5 < 3
"""
MOVE_LINES = """
    WITH made AS (
        INSERT INTO account_move_line (
            move_id, currency_id, display_type, account_id, price_total, balance,
            amount_currency, credit, debit, company_id
        )
        SELECT m.id, m.currency_id, 'product', %(account)s, 500, -500, -500, 500, 0, 1
          FROM account_move m, generate_series(1, 2) k
         WHERE m.move_type = 'out_invoice' AND m.ref ~ '^[0-9]+$'
        RETURNING id, move_id
    ), numbered AS (
        SELECT made.id, m.ref::int AS order_id,
               row_number() OVER (PARTITION BY made.move_id ORDER BY made.id) AS place
          FROM made JOIN account_move m ON m.id = made.move_id
    ), line AS (
        SELECT id, order_id,
               row_number() OVER (PARTITION BY order_id ORDER BY id) AS place
          FROM sale_order_line
         WHERE order_id IN (SELECT order_id FROM numbered)
    )
    INSERT INTO sale_order_line_invoice_rel (order_line_id, invoice_line_id)
    SELECT line.id, numbered.id FROM numbered JOIN line USING (order_id, place)
"""
TABLES = (
    "sale_order",
    "sale_order_line",
    "account_move",
    "account_move_line",
    "sale_order_line_invoice_rel",
    "res_partner",
)


def fill(env: Any, count: int) -> None:
    """Make ``count`` confirmed orders, and who looks at them."""
    seller = make_user(env, SELLER, "sales_team.group_sale_salesman")
    make_user(env, DIRECTOR, "sales_team.group_sale_salesman_all_leads")
    product = env["product.product"].create({"name": "Bench", "type": "service"})
    account = env["account.account"].create(
        {"name": "Bench", "code": "779900", "account_type": "income"}
    )
    journal = env["account.journal"].create(
        {"name": "Bench", "code": "BXJ", "type": "sale"}
    )
    env.flush_all()
    env.cr.execute(SQL(CUSTOMERS, mine=seller.id))
    first = min(id_ for (id_,) in env.cr.fetchall())
    env.cr.execute(SQL(OWN))
    names = {
        "count": count,
        "mine": seller.id,
        "first": first,
        "currency": env.company.currency_id.id,
    }
    env.cr.execute(SQL(ORDERS, **names))
    unit = {"product": product.id, "unit": product.uom_id.id}
    env.cr.execute(SQL(LINES, **unit))
    env.cr.execute(SQL(MOVES, journal=journal.id))
    env.cr.execute(SQL(MOVE_LINES, account=account.id))
    vacuum(env, *TABLES)
