from odoo.tools import SQL

STATEMENTS = (
    "ALTER TABLE res_partner ADD COLUMN IF NOT EXISTS maturity varchar",
    """
    UPDATE res_partner
       SET maturity = CASE customer_status WHEN 'transacting' THEN 'a_plus' ELSE 'd' END
     WHERE customer_status IS NOT NULL
       AND maturity IS NULL
    """,
)


def migrate(cr, version):
    """Every customer of the base gets its maturity, in one statement (MAT-1)."""
    for statement in STATEMENTS:
        cr.execute(SQL(statement))
