"""What has become of contracts: one statement for however many of them (TUR-6)."""

from odoo.tools import SQL

from .execution import PAID_PART, SIGN

# an order in another currency counts at the rate of its day
RATE = SQL(
    """
    CASE WHEN o.currency_id = c.currency_id THEN 1
         ELSE COALESCE((
              SELECT r.rate
                FROM res_currency_rate r
               WHERE r.currency_id = c.currency_id
                 AND r.name <= o.date_order
                 AND (r.company_id IS NULL OR r.company_id = o.company_id)
               ORDER BY r.name DESC
               LIMIT 1), 1) / COALESCE(NULLIF(o.currency_rate, 0), 1) END
    """
)
# what an invoice line bills, and how much of it is paid
SETTLING = SQL(
    "SELECT %s * i.price_total AS amount, %s AS share",
    SIGN,
    PAID_PART,
)
# what stays invoiced of a cancelled order, until somebody credits it
LEFT_OVER = SQL(
    """
    SELECT sum(b.amount) AS billed, sum(b.amount * b.share) AS paid
      FROM sale_order_line l
      JOIN sale_order_line_invoice_rel rel ON rel.order_line_id = l.id
      JOIN account_move_line i ON i.id = rel.invoice_line_id
      JOIN account_move m ON m.id = i.move_id AND m.state = 'posted'
           AND m.move_type IN ('out_invoice', 'out_refund'),
           LATERAL (%s) b
     WHERE l.order_id = o.id AND o.state = 'cancel'
    """,
    SETTLING,
)
# of the orders of contracts that were confirmed, in the contract's currency
TOTALS = """
    SELECT c.id,
           COALESCE(sum(o.amount_total * k.rate)
               FILTER (WHERE o.state = 'sale'), 0) AS called_off_amount,
           COALESCE(sum(o.delivered_amount * k.rate), 0) AS delivered_amount,
           sum(COALESCE(x.billed, o.billed_amount, 0) * k.rate) AS billed_amount,
           sum(COALESCE(x.paid, o.paid_amount, 0) * k.rate) AS paid_amount,
           bool_and(o.paid_share >= 100)
               FILTER (WHERE o.state = 'sale') AS is_settled
      FROM crm_contract c
      JOIN sale_order o ON o.contract_id = c.id AND o.state IN ('sale', 'cancel'),
           LATERAL (SELECT %(rate)s AS rate) k,
           LATERAL (%(left_over)s) x
     WHERE %(contracts)s
     GROUP BY c.id
"""
# of each row, by the lines that call it off: pieces in its own unit, and money
ROWS = """
    WITH line AS (
        SELECT l.id, l.contract_line_id AS row, l.product_uom_qty, l.qty_delivered,
               COALESCE(u.factor, 1) / COALESCE(NULLIF(w.factor, 0), 1)
                   * CASE o.state WHEN 'sale' THEN 1 ELSE 0 END AS factor
          FROM sale_order_line l
          JOIN sale_order o ON o.id = l.order_id AND o.state IN ('sale', 'cancel')
          JOIN crm_contract_line r ON r.id = l.contract_line_id
          LEFT JOIN uom_uom u ON u.id = l.product_uom_id
          LEFT JOIN uom_uom w ON w.id = COALESCE(r.uom_id, l.product_uom_id)
         WHERE l.contract_line_id = ANY(%(rows)s)
    ), bill AS (
        SELECT line.row, sum(b.amount) AS billed, sum(b.amount * b.share) AS paid
          FROM line
          JOIN sale_order_line_invoice_rel rel ON rel.order_line_id = line.id
          JOIN account_move_line i ON i.id = rel.invoice_line_id
          JOIN account_move m ON m.id = i.move_id AND m.state = 'posted',
               LATERAL (%(settling)s) b
         WHERE m.move_type IN ('out_invoice', 'out_refund')
         GROUP BY line.row
    )
    SELECT line.row AS id,
           sum(line.product_uom_qty * line.factor) AS called_off,
           sum(line.qty_delivered * line.factor) AS delivered,
           COALESCE(min(bill.billed), 0) AS billed_amount,
           COALESCE(min(bill.paid), 0) AS paid_amount
      FROM line
      LEFT JOIN bill ON bill.row = line.row
     GROUP BY line.row
"""
# payments are settled one after the other as they fall due
PLAN = """
    SELECT p.id, p.amount,
           GREATEST(0, LEAST(p.amount, COALESCE(t.paid_amount, 0) - (
               sum(p.amount) OVER (
                   PARTITION BY p.contract_id ORDER BY p.date, p.id) - p.amount
           ))) AS paid
      FROM crm_contract_payment p
      JOIN crm_contract c ON c.id = p.contract_id AND %(contracts)s
      LEFT JOIN (%(totals)s) t ON t.id = p.contract_id
"""


def select_totals(contracts: SQL) -> SQL:
    """The statement that gives what the orders of contracts come to.

    :param contracts: condition on ``crm_contract c``
    """
    return SQL(TOTALS, rate=RATE, left_over=LEFT_OVER, contracts=contracts)


def select_rows(ids: list) -> SQL:
    """The statement that gives what of rows was called off, invoiced and paid.

    :param ids: of crm.contract.line
    """
    return SQL(ROWS, rows=ids, settling=SETTLING)


def select_plan(contracts: SQL) -> SQL:
    """The statement that gives what of each payment of contracts was paid.

    :param contracts: condition on ``crm_contract c``
    """
    return SQL(PLAN, contracts=contracts, totals=select_totals(contracts))


def select_paid(contracts: SQL) -> SQL:
    """The statement that gives the ids of the contracts that are paid.

    By the contract's amount; one that names none is paid with its orders.

    :param contracts: condition on ``crm_contract c``
    """
    return SQL(
        """
        SELECT c.id
          FROM crm_contract c
          JOIN (%s) t ON t.id = c.id
         WHERE CASE WHEN COALESCE(c.amount_total, 0) > 0
                    THEN round(t.paid_amount - c.amount_total, 2) >= 0
                    ELSE COALESCE(t.is_settled, FALSE) END
        """,
        select_totals(contracts),
    )
