from odoo import SUPERUSER_ID, api

NIGHT = {
    "ir_cron_repair_index": (3.0, None),
    "ir_cron_request_whole": (3.5, None),
}


def migrate(cr, version):
    """Let the scheduled actions run at night where the main company works."""
    env = api.Environment(cr, SUPERUSER_ID, {})
    env["ir.cron"]._move_to_night("jl_crm_duplicate", NIGHT)
