from odoo import SUPERUSER_ID, api
from odoo.fields import Command


def migrate(cr, version):
    """Take Odoo's right to all documents from who decides on duplicates (CAR-7)."""
    env = api.Environment(cr, SUPERUSER_ID, {})
    everything = env.ref("sales_team.group_sale_salesman_all_leads")
    group = env.ref("jl_crm_duplicate.group_duplicate_manager")
    group.implied_ids = [Command.unlink(everything.id)]
