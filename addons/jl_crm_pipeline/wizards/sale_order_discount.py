from odoo import models


class SaleOrderDiscount(models.TransientModel):
    """A discount on the whole brings sums along that nobody types (K3Q-1)."""

    _inherit = "sale.order.discount"

    def _create_discount_lines(self):
        discount = super(SaleOrderDiscount, self._as_system())
        return discount._create_discount_lines()
