from odoo import api, models

from ...tools.discount import measure_discount

# so that what is rounded to cents does not matter
MANY = 10_000


class SaleOrderLine(models.Model):
    """How far a line is below its list price (K3Q-4)."""

    _name = "sale.order.line"
    _inherit = "sale.order.line"

    def _get_list_discount(self):
        """Return it in percent; a line that is taken off the whole has none.

        A combo is priced on the lines of its items.
        """
        self.ensure_one()
        is_taken_off = self.price_unit * (self.product_uom_qty or 1) < 0
        if is_taken_off or self.product_type == "combo":
            return 0.0
        price = self._exclude_taxes(self.price_unit, self.tax_ids, self.currency_id)
        return measure_discount(price, self.discount, self._get_listed())

    def _get_listed(self):
        if not self.product_id:
            return 0.0
        if self.combo_item_id:
            price = self._get_combo_item_display_price()
            return self._exclude_taxes(price, self.tax_ids, self.currency_id)
        product = self.product_id.with_context(**self._get_product_price_context())
        return self.order_id._get_list_price(product, self.product_uom_id)

    @api.model
    def _exclude_taxes(self, price, taxes, currency):
        """Return a unit price without the taxes that it includes."""
        if not taxes.flatten_taxes_hierarchy().filtered("price_include"):
            return price
        totals = taxes.compute_all(price, currency=currency, quantity=MANY)
        return totals["total_excluded"] / MANY
