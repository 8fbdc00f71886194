from odoo import models

from odoo.addons.jl_crm_base.tools.permit import Permit

CONFIRMED = Permit("jl_crm_quote_confirmed")


class SaleOrder(models.Model):
    """Deliveries follow what was approved, where stock is kept (K3Q-4)."""

    _name = "sale.order"
    _inherit = "sale.order"

    def _action_confirm(self):
        orders = CONFIRMED.give(self)
        return super(SaleOrder, orders)._action_confirm()

    def _after_review(self):
        result = super()._after_review()
        if self._has_deliveries():
            confirmed = self.filtered(lambda order: order.state == "sale")
            confirmed.order_line._action_launch_stock_rule()
        return result
