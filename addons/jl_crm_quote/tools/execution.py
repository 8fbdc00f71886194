"""How far confirmed orders are: one statement for however many of them (TUR-6)."""

from odoo.tools import SQL

from .execution_stock import NOT_SHIPPED, SHIPPED

FULL = 100
# what orders have come to, and how PostgreSQL keeps it
COLUMNS = {
    "delivered_amount": "numeric",
    "delivered_share": "double precision",
    "last_delivery_date": "date",
    "billed_amount": "numeric",
    "billed_share": "double precision",
    "last_bill_date": "date",
    "paid_amount": "numeric",
    "paid_share": "double precision",
    "last_payment_date": "date",
    "promised_date": "date",
    "first_promised_date": "date",
    "execution_state": "varchar",
}
NAMES = tuple(COLUMNS)
# said by people, and read with the rest
SAID = {"is_closed_short": "boolean"}
# a base that is there already gets them before Odoo would compute them order by order
ADD_COLUMNS = SQL(
    "ALTER TABLE sale_order %s",
    SQL(", ").join(
        SQL("ADD COLUMN IF NOT EXISTS %s %s", SQL.identifier(name), SQL(kind))
        for name, kind in (COLUMNS | SAID).items()
    ),
)
# where each company works, and what day it is there
ZONES = """
    SELECT *
      FROM unnest(%(companies)s::int[], %(zones)s::text[], %(days)s::date[])
           AS z (company_id, zone, today)
"""
# the confirmed ones of the orders, with their dates where the company works
PICKED = """
    SELECT o.id, o.amount_total AS total, o.currency_id,
           o.currency_rate AS rate,
           o.commitment_date, o.delivered_share AS old_delivered,
           o.last_delivery_date AS old_day,
           o.is_closed_short AS closed, o.first_promised_date AS first_promise,
           o.date_order AT TIME ZONE 'UTC' AT TIME ZONE z.zone AS ordered,
           o.commitment_date AT TIME ZONE 'UTC' AT TIME ZONE z.zone AS committed,
           z.zone, z.today
      FROM sale_order o
      JOIN zones z ON z.company_id = o.company_id
     WHERE o.state = 'sale' AND %(orders)s
"""
# how much of an order's lines was delivered, by value, and the longest lead time; what
# is no goods, as freight, holds an order of goods not up
LINE = SQL(
    """
    SELECT l.order_id,
           max(l.customer_lead) AS lead,
           sum(l.price_total * w.done)
               FILTER (WHERE l.price_total > 0 AND w.is_goods) AS goods_value,
           sum(l.price_total)
               FILTER (WHERE l.price_total > 0 AND w.is_goods) AS goods_total,
           avg(w.done) FILTER (WHERE w.is_goods) AS goods_done,
           sum(l.price_total * w.done)
               FILTER (WHERE l.price_total > 0) AS value,
           sum(l.price_total) FILTER (WHERE l.price_total > 0) AS total,
           avg(w.done) AS done
      FROM sale_order_line l
      JOIN picked ON picked.id = l.order_id
      LEFT JOIN product_product v ON v.id = l.product_id
      LEFT JOIN product_template p ON p.id = v.product_tmpl_id,
           LATERAL (
               SELECT LEAST(GREATEST(
                          l.qty_delivered / l.product_uom_qty, 0), 1) AS done,
                      p.type IS DISTINCT FROM 'service' AS is_goods
           ) w
     WHERE l.display_type IS NULL
       AND l.product_uom_qty <> 0
       AND NOT COALESCE(l.is_downpayment, FALSE)
     GROUP BY l.order_id
    """
)
# how much of an invoice m is paid, and whether it takes off
PAID_PART = SQL(
    """
    CASE WHEN m.payment_state IN ('paid', 'in_payment', 'reversed')
              OR m.amount_total = 0 THEN 1
         ELSE 1 - m.amount_residual / m.amount_total END
    """
)
SIGN = SQL("CASE m.move_type WHEN 'out_refund' THEN -1 ELSE 1 END")
# what was invoiced less what was credited, in the order's currency, and paid of it; a
# credit at another price than the order's is a rebate, and less is owed
BILLED = SQL(
    """
    SELECT b.order_id, sum(b.amount) AS amount, sum(b.amount * b.paid) AS paid,
           max(b.day) AS day, sum(b.amount) FILTER (WHERE b.is_rebate) AS rebate,
           array_agg(DISTINCT b.move_id) FILTER (WHERE b.paid > 0) AS moves
      FROM (
          SELECT l.order_id, m.id AS move_id, m.invoice_date AS day,
                 m.move_type = 'out_refund' AND m.currency_id = picked.currency_id
                     AND (abs(i.price_unit - l.price_unit) > 0.000001
                          OR COALESCE(i.discount, 0) <> COALESCE(l.discount, 0))
                     AS is_rebate,
                 %(sign)s * i.price_total
                 * CASE WHEN m.currency_id = picked.currency_id THEN 1
                        ELSE picked.rate * COALESCE(
                            abs(i.balance) / NULLIF(abs(i.amount_currency), 0),
                            1)
                   END AS amount,
                 %(paid)s AS paid
            FROM picked
            JOIN sale_order_line l ON l.order_id = picked.id
            JOIN sale_order_line_invoice_rel r ON r.order_line_id = l.id
            JOIN account_move_line i ON i.id = r.invoice_line_id
            JOIN account_move m ON m.id = i.move_id
           WHERE m.state = 'posted'
             AND m.move_type IN ('out_invoice', 'out_refund')
      ) b
     GROUP BY b.order_id
    """,
    sign=SIGN,
    paid=PAID_PART,
)
# the last day on which an invoice of the order was paid
SETTLED = SQL(
    """
    SELECT b.order_id, max(p.max_date) AS day
      FROM billed b
      JOIN account_move_line i ON i.move_id = ANY(b.moves)
      JOIN account_partial_reconcile p ON p.debit_move_id = i.id
     GROUP BY b.order_id
    """
)
# what customers paid online for the order itself
ONLINE = SQL(
    """
    SELECT r.sale_order_id AS order_id, sum(t.amount) AS amount,
           (max(t.last_state_change) AT TIME ZONE 'UTC' AT TIME ZONE picked.zone)::date
           AS day
      FROM sale_order_transaction_rel r
      JOIN picked ON picked.id = r.sale_order_id
      JOIN payment_transaction t ON t.id = r.transaction_id
     WHERE t.state = 'done'
     GROUP BY r.sale_order_id, picked.zone
    """
)
# all of this side by side; payments online and of invoices are the same money
FIGURES = SQL(
    """
    SELECT picked.*, line.lead, billed.day AS bill_day, shipped.day AS ship_day,
           picked.closed OR COALESCE(shipped.is_ended, FALSE) AS is_ended,
           COALESCE(settled.day, online.day) AS pay_day,
           COALESCE(billed.amount, 0) AS billed,
           GREATEST(COALESCE(billed.paid, 0),
                    COALESCE(online.amount, 0)) AS paid,
           COALESCE(billed.rebate, 0) AS rebate,
           %(full)s * COALESCE(
               line.goods_value / line.goods_total, line.goods_done,
               line.value / line.total, line.done, 0) AS done
      FROM picked
      LEFT JOIN line ON line.order_id = picked.id
      LEFT JOIN shipped ON shipped.order_id = picked.id
      LEFT JOIN billed ON billed.order_id = picked.id
      LEFT JOIN settled ON settled.order_id = picked.id
      LEFT JOIN online ON online.order_id = picked.id
    """,
    full=FULL,
)
# of what was ordered, in percent; of nothing, all
SHARE = """
    CASE WHEN w.owed <= 0 THEN %(full)s
         ELSE LEAST(GREATEST(
             round((%(amount)s / w.owed * %(full)s)::numeric, 2), 0), %(full)s)
         END::float8
"""
# the amounts as shares of the order
SHARES = SQL(
    """
    SELECT f.*,
           CASE WHEN f.is_ended THEN %(full)s::float8
                ELSE round(f.done::numeric, 2)::float8 END AS delivered_share,
           %(billed)s AS billed_share,
           %(paid)s AS paid_share
      FROM figures f,
           LATERAL (
               SELECT f.rebate + f.total
                      * CASE WHEN f.is_ended THEN f.done / %(full)s ELSE 1 END AS owed
           ) w
    """,
    full=FULL,
    billed=SQL(SHARE, full=FULL, amount=SQL("f.billed")),
    paid=SQL(SHARE, full=FULL, amount=SQL("f.paid")),
)
# the values of the order's fields, and whether stock dates its deliveries
VALUES = """
    SELECT s.id, s.ship_day IS NOT NULL AS is_shipped,
           round((s.total * s.done / %(full)s)::numeric, 2) AS delivered_amount,
           s.delivered_share,
           CASE WHEN s.delivered_share = 0 THEN NULL
                WHEN s.ship_day IS NOT NULL THEN s.ship_day
                WHEN s.delivered_share > COALESCE(s.old_delivered, 0) THEN s.today
                ELSE s.old_day END AS last_delivery_date,
           round(s.billed::numeric, 2) AS billed_amount,
           s.billed_share,
           s.bill_day AS last_bill_date,
           round(s.paid::numeric, 2) AS paid_amount,
           s.paid_share,
           CASE WHEN s.paid > 0 THEN s.pay_day END AS last_payment_date,
           p.promised AS promised_date,
           COALESCE(s.first_promise, p.promised) AS first_promised_date,
           CASE WHEN s.delivered_share >= %(full)s AND s.paid_share >= %(full)s
                THEN 'settled'
                WHEN s.delivered_share >= %(full)s AND s.billed_share >= %(full)s
                THEN 'billed'
                WHEN s.delivered_share >= %(full)s THEN 'delivered'
                WHEN s.delivered_share > 0 THEN 'partial'
                ELSE 'ordered' END AS execution_state
      FROM shares s,
           LATERAL (
               SELECT COALESCE(
                          s.committed,
                          s.ordered + NULLIF(s.lead, 0) * interval '1 day'
                      )::date AS promised
           ) p
"""


def select_execution(orders: SQL, companies: object, has_stock: bool) -> SQL:
    """The statement that gives ``id`` and NAMES of the confirmed ones of the orders.

    :param orders: condition on ``sale_order o``
    :param companies: res.company of the orders, by whose days they are dated
    :param has_stock: deliveries are kept by sale_stock
    """
    steps = {
        "zones": _list_zones(companies),
        "picked": SQL(PICKED, orders=orders),
        "line": LINE,
        "shipped": SHIPPED if has_stock else NOT_SHIPPED,
        "billed": BILLED,
        "settled": SETTLED,
        "online": ONLINE,
        "figures": FIGURES,
        "shares": SHARES,
    }
    named = (SQL("%s AS (%s)", SQL.identifier(name), steps[name]) for name in steps)
    values = SQL(VALUES, full=FULL)
    return SQL("WITH %s %s", SQL(", ").join(named), values)


def _list_zones(companies) -> SQL:
    return SQL(
        ZONES,
        companies=companies.ids,
        zones=[company._get_work_zone() for company in companies],
        days=[company._to_day() for company in companies],
    )


def update_execution(orders: SQL, companies: object, has_stock: bool) -> SQL:
    """The statement that brings orders up to date; those that are stay unwritten."""
    names = [SQL.identifier(name) for name in NAMES]
    return SQL(
        """
        UPDATE sale_order
           SET (%(names)s) = ROW(%(values)s)
          FROM (%(figures)s) fresh
         WHERE sale_order.id = fresh.id
           AND (%(old)s) IS DISTINCT FROM (%(values)s)
        """,
        names=SQL(", ").join(names),
        values=SQL(", ").join(SQL.identifier("fresh", name) for name in NAMES),
        old=SQL(", ").join(SQL.identifier("sale_order", name) for name in NAMES),
        figures=select_execution(orders, companies, has_stock),
    )
