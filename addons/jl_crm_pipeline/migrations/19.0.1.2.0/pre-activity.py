from odoo.tools import SQL

from odoo.addons.jl_crm_pipeline.hooks import ACTIVITIES


def migrate(cr, version):
    """Say how far each activity is, in one statement (K3O-3)."""
    for statement in ACTIVITIES:
        cr.execute(SQL(statement))
