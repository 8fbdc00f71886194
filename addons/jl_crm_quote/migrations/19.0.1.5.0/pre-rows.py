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
)


def migrate(cr, version):
    """Give the rows of contracts what they come to by quantity and price."""
    for statement in STATEMENTS:
        cr.execute(SQL(statement))
