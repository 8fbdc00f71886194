from odoo import SUPERUSER_ID, api


def migrate(cr, version):
    """Have the list begin with whoever is due next, from the first morning on."""
    env = api.Environment(cr, SUPERUSER_ID, {})
    env["res.partner"]._refresh_all_next_plans()
