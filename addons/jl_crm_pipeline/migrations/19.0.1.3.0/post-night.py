from odoo import SUPERUSER_ID, api

NIGHT = {
    "ir_cron_refresh_deadlines": (0.5, None),
    "ir_cron_watch_stages": (1.0, "17:00"),
    "ir_cron_watch_trials": (1.0, "17:00"),
    "ir_cron_refresh_customers": (2.0, "18:00"),
    "ir_cron_fill_words": (2.0, None),
}


def migrate(cr, version):
    """Let the scheduled actions run at night where the main company works."""
    env = api.Environment(cr, SUPERUSER_ID, {})
    env["ir.cron"]._move_to_night("jl_crm_pipeline", NIGHT)
