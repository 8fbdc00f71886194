from odoo import fields, models


class SaleOrderLine(models.Model):
    _name = "sale.order.line"
    # the part stands before what it overrides
    _inherit = ["quote.item.line.mixin", "sale.order.line"]

    is_quote_item_offer = fields.Boolean(related="order_id.is_quote_item_offer")
    discount_amount = fields.Monetary(
        compute="_compute_discount_amount",
        help="What the discount takes off the line, without taxes.",
    )
    price_unit_included = fields.Monetary(
        string="Unit Price Tax Incl.",
        compute="_compute_price_unit_included",
        help="After the discount.",
    )
