from odoo.tools import SQL

from .models.crm_review_decision import LET_GO


def uninstall_hook(env):
    """Remove what Odoo does not: what stands in PostgreSQL alone, and the settings."""
    env.cr.execute(SQL(LET_GO))
    env["ir.config_parameter"].search([("key", "=like", "jl\\_crm\\_quote.%")]).unlink()
