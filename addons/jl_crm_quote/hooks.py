from odoo import fields
from odoo.tools import SQL
from odoo.tools.sql import column_exists

from .tools.execution import ADD_COLUMNS, update_execution


def pre_init_hook(env):
    """Make the columns of what orders have come to, and fill them in one statement."""
    env.cr.execute(ADD_COLUMNS)
    has_stock = column_exists(env.cr, "stock_move", "sale_line_id")
    today = fields.Date.today()
    env.cr.execute(update_execution(SQL("TRUE"), today, has_stock))


def uninstall_hook(env):
    """Remove what Odoo does not: what stands in PostgreSQL alone, and the settings."""
    # each month has numbers of its own in PostgreSQL
    sequences = env["ir.sequence"].search([("code", "=like", "jl\\_crm\\_quote.%")])
    sequences.date_range_ids.unlink()
    env["ir.config_parameter"].search([("key", "=like", "jl\\_crm\\_quote.%")]).unlink()
