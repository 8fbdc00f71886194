from odoo import api, fields, models

LINE_FIELDS = (
    "name",
    "display_type",
    "product_id",
    "product_uom_qty",
    "product_uom_id",
    "price_unit",
    "discount",
    "tax_ids",
)
# what the quotation builder prints along, where it is installed
PRINTED_LINE_FIELDS = ("product_document_ids",)
LINE_SUMS = frozenset({"price_subtotal", "price_tax", "price_total"})


class SaleOrderLine(models.Model):
    """What a line of a quotation says, and that its change is seen (K3Q-1, K3Q-4)."""

    _name = "sale.order.line"
    _inherit = "sale.order.line"

    specification = fields.Char(
        compute="_compute_specification",
        help="Code and variant of the product.",
    )
    discount_amount = fields.Monetary(
        compute="_compute_discount_amount",
        help="What the discount takes off the line, without taxes.",
    )
    tax_rate = fields.Float(
        string="Tax Rate (%)",
        compute="_compute_tax_rate",
        help="The sum of the line's taxes in percent.",
    )
    price_unit_included = fields.Monetary(
        string="Unit Price Tax Incl.",
        compute="_compute_price_unit_included",
        help="After the discount.",
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

    @api.model_create_multi
    def create(self, vals_list):
        lines = super().create(vals_list)
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

    def _is_added_by_invoicing(self):
        """Whether a down payment or an expense put the line there.

        Anybody can mark a line so: it has to be on an invoice or in the books too.
        """
        self.ensure_one()
        if self.is_downpayment and not self.product_uom_qty:
            is_heading = self.display_type == "line_section"
            return is_heading or bool(self.sudo().invoice_lines)
        return self.is_expense and bool(self.sudo().analytic_line_ids)
