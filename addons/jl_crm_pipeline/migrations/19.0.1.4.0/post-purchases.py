from odoo.tools import SQL


def migrate(cr, version):
    """What all orders of a customer come to is kept nowhere any more."""
    cr.execute(
        SQL(
            """
            ALTER TABLE res_partner
                DROP COLUMN IF EXISTS purchase_amount,
                DROP COLUMN IF EXISTS purchase_count
            """
        )
    )
