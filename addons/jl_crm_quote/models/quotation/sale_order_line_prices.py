from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import SQL

FIRST_WORDS = SQL(r"split_part(sale_order_line.name, E'\n', 1)")


class SaleOrderLine(models.Model):
    """What the price of a line is compared with (K3Q-3, K3Q-4)."""

    _name = "sale.order.line"
    _inherit = "sale.order.line"

    last_price = fields.Monetary(
        compute="_compute_last_price",
        help="What this customer paid for it in the last order that you may see: a "
        "unit price after the discount, without taxes.",
    )
    below_list = fields.Float(
        string="Below List (%)",
        compute="_compute_below_list",
        digits=(16, 1),
        help="How far the price is below the list price, with the discount.",
    )

    @api.depends("product_id", "name", "product_uom_id", "order_id.partner_id")
    @api.depends_context("uid")
    def _compute_last_price(self):
        self.last_price = 0.0
        for order in self.order_id:
            lines = self.filtered(lambda line, order=order: line.order_id == order)
            found = lines._find_last_lines(order)
            for line in lines:
                if last := found.get(line._get_price_key()):
                    line.last_price = line._convert_last_price(last)

    @api.depends("price_unit", "discount", "product_id", "product_uom_id", "tax_ids")
    def _compute_below_list(self):
        for line in self:
            is_listed = line.product_id and not line.product_id.is_quote_item
            line.below_list = line._get_list_discount() if is_listed else 0.0

    def _get_price_key(self):
        """Return what is the same thing: custom work is told apart by its words."""
        product = self.product_id
        words = (self.name or "").split("\n")[0] if product.is_quote_item else ""
        return product.id, words

    def _find_last_lines(self, order):
        """Return {key: line} of the last order of the customer for each thing."""
        customer = order.partner_id.commercial_partner_id
        if not customer.id or not self.product_id.ids:
            return {}
        self.flush_model(["name"])
        query = self._search(
            Domain("state", "=", "sale")
            & Domain("order_id", "!=", order._origin.id)
            & Domain("product_uom_qty", ">", 0)
            & Domain("order_partner_id", "child_of", customer._origin.ids)
            & Domain("product_id", "in", self.product_id._origin.ids)
        )
        rows = self.env.execute_query(self._select_last(query))
        return {(product, words): self.browse(id_) for id_, product, words in rows}

    def _select_last(self, query):
        """Return the statement for (line, product, words); goods are without words."""
        words = SQL(
            "CASE WHEN sale_order_line.product_id = ANY(%s) THEN %s ELSE '' END",
            self.product_id.filtered("is_quote_item")._origin.ids,
            FIRST_WORDS,
        )
        return SQL(
            "SELECT DISTINCT ON (product_id, words) id, product_id, words "
            "FROM (%s) found ORDER BY product_id, words, id DESC",
            query.select(
                "sale_order_line.id",
                "sale_order_line.product_id",
                SQL("%s AS words", words),
            ),
        )

    def _convert_last_price(self, last):
        price = last.price_reduce_taxexcl
        if last.product_uom_id and self.product_uom_id:
            price = last.product_uom_id._compute_price(price, self.product_uom_id)
        order = self.order_id
        day = order.company_id._to_day(order.date_order or fields.Datetime.now())
        return last.currency_id._convert(
            price, self.currency_id, order.company_id, day, round=False
        )
