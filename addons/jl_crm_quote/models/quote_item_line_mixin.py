from odoo import api, fields, models
from odoo.exceptions import ValidationError

from .quotation_review_mixin import LINE_FIELDS, PRINTED_LINE_FIELDS
from .quote_item_mixin import OPEN_STATES

LINE_SUMS = frozenset({"price_subtotal", "price_tax", "price_total"})


class QuoteItemLineMixin(models.AbstractModel):
    """Lines of quotations for custom work (K3Q-2). A part of sale.order.line."""

    _name = "quote.item.line.mixin"
    _description = "Lines with a Quote Item"

    specification = fields.Char(
        compute="_compute_specification",
        help="Code and variant of the product.",
    )
    tax_rate = fields.Float(
        string="Tax Rate (%)",
        compute="_compute_tax_rate",
        help="The sum of the line's taxes in percent.",
    )

    @api.depends("product_id")
    def _compute_specification(self):
        for line in self:
            product = line.product_id
            values = product.product_template_attribute_value_ids.mapped("name")
            parts = [product.default_code, *values]
            line.specification = " ".join(filter(None, parts))

    @api.depends("price_unit", "product_uom_qty", "discount")
    def _compute_discount_amount(self):
        for line in self:
            gross = line.price_unit * line.product_uom_qty
            line.discount_amount = gross * line.discount / 100

    @api.depends("tax_ids.amount", "tax_ids.amount_type")
    def _compute_tax_rate(self):
        for line in self:
            taxes = line.tax_ids.flatten_taxes_hierarchy()
            percents = taxes.filtered(lambda tax: tax.amount_type == "percent")
            line.tax_rate = sum(percents.mapped("amount"))

    @api.depends("price_total", "product_uom_qty")
    def _compute_price_unit_included(self):
        for line in self:
            quantity = line.product_uom_qty
            line.price_unit_included = line.price_total / quantity if quantity else 0.0

    @api.depends("order_id.is_quote_item_offer")
    def _compute_price_unit(self):
        result = super()._compute_price_unit()
        for line in self._filter_quote_items():
            line.price_unit = line.price_unit or 1.0
        return result

    @api.constrains("product_id", "order_id")
    def _check_quote_item(self):
        self._ensure_quote_items()

    @api.model_create_multi
    def create(self, vals_list):
        lines = super().create([self._add_quote_item(vals) for vals in vals_list])
        lines.order_id._touch_review()
        return lines

    def write(self, vals):
        orders = self.order_id
        # the system's sums: they say how much is taken off, and so who is asked
        if not LINE_SUMS.isdisjoint(vals):
            vals = {name: vals[name] for name in vals if name not in LINE_SUMS}
        result = super().write(vals)
        if not {*LINE_FIELDS, *PRINTED_LINE_FIELDS, "order_id"}.isdisjoint(vals):
            (orders | self.order_id)._touch_review()
        return result

    def unlink(self):
        self.order_id._touch_review()
        return super().unlink()

    def _filter_quote_items(self):
        return self.filtered(
            lambda line: line.is_quote_item_offer and line.product_id.is_quote_item
        )

    def _is_added_by_invoicing(self):
        """Whether a down payment or an expense put the line there.

        Anybody can mark a line so: it has to be on an invoice or in the books too.
        """
        self.ensure_one()
        if self.is_downpayment and not self.product_uom_qty:
            is_heading = self.display_type == "line_section"
            return is_heading or bool(self.sudo().invoice_lines)
        return self.is_expense and bool(self.sudo().analytic_line_ids)

    @api.model
    def _add_quote_item(self, vals):
        """Return the values with the company's quote item, where none is named."""
        if vals.get("product_id") or vals.get("display_type"):
            return vals
        order = self.env["sale.order"].browse(vals.get("order_id") or [])
        item = order.company_id.quote_item_id
        if not order.is_quote_item_offer or not item or vals.get("is_downpayment"):
            return vals
        return {**vals, "product_id": item.id}

    def _ensure_quote_items(self):
        """:raise ValidationError: other products stand on an offer of custom work"""
        wrong = self.filtered(
            lambda line: (
                line.order_id.is_quote_item_offer
                and line.order_id.state in OPEN_STATES
                and line.product_id
                and not line._is_added_by_invoicing()
                and not line.product_id.is_quote_item
            )
        )
        if wrong:
            raise ValidationError(
                self.env._(
                    "On a quotation for custom work only quote items are chosen, not "
                    "%(products)s. Remove them, or remove the mark “Custom Work”.",
                    products=", ".join(wrong.product_id.mapped("display_name")),
                )
            )
