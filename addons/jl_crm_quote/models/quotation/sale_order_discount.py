from odoo import models


class SaleOrder(models.Model):
    """How much is offered, and how far below the list price (K3Q-4)."""

    _name = "sale.order"
    _inherit = "sale.order"

    def _review_amount(self):
        return self._convert_for_review(self.amount_untaxed)

    def _review_discount(self):
        """Return how far the line that is cheapest by the list is below it.

        A lower unit price is a discount as well, and what lines below zero take off
        the whole comes on top: 10 % and another 10 % are 19 %.
        """
        lines = self._get_review_lines().filtered(lambda line: not line.display_type)
        sums = lines.mapped("price_subtotal")
        given = -sum(one for one in sums if one < 0)
        whole = sum(one for one in sums if one > 0)
        share = min(given / whole, 1.0) if whole else 0.0
        most = max((line._get_list_discount() for line in lines), default=0.0)
        left = (1 - most / 100) * (1 - share)
        return max(0.0, round(100 * (1 - left), 2))

    def _get_list_price(self, product, unit):
        """Return what a product costs by the list, without taxes.

        Its sales price, in the currency of the quotation by today's rate. Price lists
        do not count: whoever chooses a cheaper one gives a discount.

        :param product: with the extra prices of its attributes in the context
        :param unit: in which it is sold
        """
        company = self._review_company()
        product = product.with_company(company)
        [price] = product._price_compute(
            "list_price",
            uom=unit,
            currency=self.currency_id,
            company=company,
            date=company._to_day(),
        ).values()
        taxes = product.taxes_id._filter_taxes_by_company(company)
        lines = self.env["sale.order.line"]
        return lines._exclude_taxes(price, taxes, self.currency_id)
