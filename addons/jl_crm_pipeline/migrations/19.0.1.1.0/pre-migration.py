from odoo.tools import SQL

from odoo.addons.jl_crm_pipeline.hooks import COLUMNS, HOLD


def migrate(cr, version):
    """Say whose each customer is before Odoo would, partner by partner."""
    cr.execute(SQL(COLUMNS))
    cr.execute(SQL(HOLD))
    # codes are found by the grams
    cr.execute(SQL("DROP INDEX IF EXISTS res_partner__customer_code_index"))
