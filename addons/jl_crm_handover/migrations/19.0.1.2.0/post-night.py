from odoo import SUPERUSER_ID, api

NIGHT = {
    "ir_cron_return": (0.5, None),
    "ir_cron_watch": (2.5, None),
    "ir_cron_make_documents": (4.0, None),
}


def migrate(cr, version):
    """Let the scheduled actions run at night where the main company works."""
    env = api.Environment(cr, SUPERUSER_ID, {})
    env["ir.cron"]._move_to_night("jl_crm_handover", NIGHT)
