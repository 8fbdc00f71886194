from odoo import SUPERUSER_ID, api
from odoo.fields import Command

GROUPS = ("office_director", "general_affairs", "information_dept", "legal_dept")


def migrate(cr, version):
    """Take Odoo's right to all documents from the roles of an office (IMP-5).

    Who is to keep it is given it by name: Settings, Users, Sales: All Documents.
    """
    env = api.Environment(cr, SUPERUSER_ID, {})
    everything = env.ref("sales_team.group_sale_salesman_all_leads")
    for name in GROUPS:
        group = env.ref(f"jl_crm_pipeline.group_{name}")
        group.implied_ids = [Command.unlink(everything.id)]
