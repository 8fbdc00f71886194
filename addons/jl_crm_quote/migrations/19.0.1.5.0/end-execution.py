from odoo import SUPERUSER_ID, api
from odoo.tools import SQL

# nobody has promised these
UNPROMISED = """
    UPDATE sale_order SET first_promised_date = NULL
     WHERE promised_date IS NULL AND first_promised_date IS NOT NULL
"""


def migrate(cr, version):
    """Bring all orders up to date with what counts as delivered, owed, promised."""
    env = api.Environment(cr, SUPERUSER_ID, {})
    env["sale.order"]._refresh_execution()
    cr.execute(SQL(UNPROMISED))
