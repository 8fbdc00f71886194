from odoo import models

from .sale_order_shipping import CONFIRMED


class SaleOrderLine(models.Model):
    """What is raised after the approval ships once it is approved (K3Q-4).

    Where no stock is kept nobody calls it.
    """

    _name = "sale.order.line"
    _inherit = "sale.order.line"

    def _action_launch_stock_rule(self, **kwargs):
        # what was approved is looked at in the same step
        held = self.browse() if CONFIRMED.holds(self.env) else self._filter_held()
        lines = super(SaleOrderLine, self - held)
        return lines._action_launch_stock_rule(**kwargs)

    def _filter_held(self):
        """Return those of which more was ordered than was approved."""
        blocked = self.order_id.sudo()._filter_blocked()
        return self.filtered(
            lambda line: (
                line.order_id in blocked
                and line.product_uom_qty > line._get_qty_procurement(False)
            )
        )
