from odoo.tools import SQL

from odoo.addons.jl_crm_pipeline.hooks import OPPORTUNITY_COLUMNS, OUTCOME


def migrate(cr, version):
    """Say how each opportunity ended before Odoo would, one by one (K3O-5)."""
    cr.execute(SQL(OPPORTUNITY_COLUMNS))
    cr.execute(SQL(OUTCOME))
