from odoo import fields, models


class SaleOrder(models.Model):
    _name = "sale.order"
    # the parts stand before what they override
    _inherit = [
        "quotation.exit.mixin",
        "quotation.payment.mixin",
        "quote.item.mixin",
        "offer.file.mixin",
        "quotation.review.mixin",
        "sale.order",
    ]

    discount_total = fields.Monetary(
        string="Discount",
        compute="_compute_discount_total",
        help="What the discounts of the lines take off, without taxes.",
    )
