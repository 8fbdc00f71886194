from odoo.tools import SQL
from odoo.tools.sql import column_exists

from odoo.addons.jl_crm_base.tools.settings import forget_settings, let_records_go

from .tools.execution import ADD_COLUMNS, update_execution

# no order has an offer yet: Odoo need not look at each of them
NO_OFFERS = SQL(
    "ALTER TABLE sale_order ADD COLUMN IF NOT EXISTS offer_row_count integer"
)


def pre_init_hook(env):
    """Make the columns of what orders have come to, and fill them in one statement."""
    env.cr.execute(ADD_COLUMNS)
    env.cr.execute(NO_OFFERS)
    has_stock = column_exists(env.cr, "stock_move", "sale_line_id")
    companies = env["res.company"].search([])
    env.cr.execute(update_execution(SQL("TRUE"), companies, has_stock))


def uninstall_hook(env):
    """Remove what Odoo does not: the settings, and the numbers of the months."""
    let_records_go(env, "jl_crm_quote")
    forget_settings(env, "jl_crm_quote")
