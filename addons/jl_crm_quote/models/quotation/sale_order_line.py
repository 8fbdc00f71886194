from odoo import api, fields, models


class SaleOrderLine(models.Model):
    """What a line of a quotation says (K3Q-1)."""

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
