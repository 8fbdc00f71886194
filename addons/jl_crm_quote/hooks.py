from odoo.tools import SQL
from odoo.tools.sql import column_exists

from odoo.addons.jl_crm_base.tools.settings import (
    forget_sealing,
    forget_settings,
    let_records_go,
)

from .tools.execution import ADD_COLUMNS, update_execution

# no order has an offer yet: Odoo need not look at each of them
NO_OFFERS = SQL(
    "ALTER TABLE sale_order ADD COLUMN IF NOT EXISTS offer_row_count integer"
)
# what a down payment or an expense has put on an order before there was a mark for it
MARK_INVOICING = SQL(
    """
    UPDATE sale_order_line l SET is_of_invoicing = TRUE
     WHERE l.is_downpayment AND COALESCE(l.product_uom_qty, 0) = 0
           AND (l.display_type = 'line_section' OR EXISTS (
                SELECT FROM sale_order_line_invoice_rel r
                 WHERE r.order_line_id = l.id))
        OR l.is_expense AND EXISTS (
           SELECT FROM account_analytic_line a WHERE a.so_line = l.id)
    """
)


def pre_init_hook(env):
    """Make the columns of what orders have come to, and fill them in one statement."""
    env.cr.execute(ADD_COLUMNS)
    env.cr.execute(NO_OFFERS)
    has_stock = column_exists(env.cr, "stock_move", "sale_line_id")
    companies = env["res.company"].search([])
    env.cr.execute(update_execution(SQL("TRUE"), companies, has_stock))


def post_init_hook(env):
    """Seal the orders that were confirmed before there were reviews, as they are."""
    seal_orders_from_before(env)


def seal_orders_from_before(env):
    """Mark what invoicing has put on orders, and seal the confirmed ones.

    :param env: of the superuser
    """
    env.cr.execute(MARK_INVOICING)
    env["sale.order.line"].invalidate_model(["is_of_invoicing"])
    env["sale.order"]._seal_unsealed()


def uninstall_hook(env):
    """Remove what Odoo does not: the settings, and the numbers of the months."""
    let_records_go(env, "jl_crm_quote")
    forget_settings(env, "jl_crm_quote")
    forget_sealing(env, "sale.order", "crm.contract", "crm.contract.change")
