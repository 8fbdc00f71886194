from odoo.tools import SQL

from .models.mixins.kept_row_mixin import LET_GO
from .models.workday.res_company import NOWHERE
from .tools.settings import forget_settings


def post_init_hook(env):
    """Give the companies of the base the time zone of their country, and its days."""
    companies = env["res.company"].search([])
    companies.filtered(lambda one: one.tz in NOWHERE)._take_zone_of_country()
    env["crm.special.year"]._ensure_years()


def uninstall_hook(env):
    """Remove what stands in PostgreSQL alone, and the settings."""
    env.cr.execute(SQL(LET_GO))
    forget_settings(env, "jl_crm_base")
