from odoo.tools import SQL

# what was agreed on with an amount alone is one piece at that price
STATEMENTS = (
    """
    ALTER TABLE crm_contract_line
      ADD COLUMN IF NOT EXISTS quantity numeric,
      ADD COLUMN IF NOT EXISTS price_unit double precision
    """,
    "UPDATE crm_contract_line SET quantity = 1, price_unit = COALESCE(amount, 0)",
    """
    ALTER TABLE crm_contract_change_line
      ADD COLUMN IF NOT EXISTS quantity numeric,
      ADD COLUMN IF NOT EXISTS price_unit double precision
    """,
    """
    UPDATE crm_contract_change_line
       SET quantity = 1, price_unit = COALESCE(amount, 0)
    """,
    # no tax was known
    """
    ALTER TABLE crm_contract
      ADD COLUMN IF NOT EXISTS amount_untaxed numeric,
      ADD COLUMN IF NOT EXISTS amount_tax numeric
    """,
    "UPDATE crm_contract SET amount_untaxed = amount_total, amount_tax = 0",
    # what was promised is what was promised first
    """
    ALTER TABLE sale_order
      ADD COLUMN IF NOT EXISTS first_promised_date date,
      ADD COLUMN IF NOT EXISTS is_closed_short boolean
    """,
    "UPDATE sale_order SET first_promised_date = promised_date",
)


def migrate(cr, version):
    """Give rows and orders what their new columns say of what is there."""
    for statement in STATEMENTS:
        cr.execute(SQL(statement))
