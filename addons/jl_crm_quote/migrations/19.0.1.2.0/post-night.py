from odoo import SUPERUSER_ID, api

NIGHT = {
    "ir_cron_tell_late": (5.5, "23:30"),
    "ir_cron_remind_reviewers": (6.0, "00:30"),
}


def migrate(cr, version):
    """Let the scheduled actions run at night where the main company works."""
    env = api.Environment(cr, SUPERUSER_ID, {})
    env["ir.cron"]._move_to_night("jl_crm_quote", NIGHT)
