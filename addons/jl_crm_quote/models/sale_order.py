from odoo import fields, models


class SaleOrder(models.Model):
    _name = "sale.order"
    # the parts stand before what they override
    _inherit = [
        "quote.item.mixin",
        "quotation.review.mixin",
        "sale.order",
    ]

    amount_untaxed = fields.Monetary(system=True)
    amount_tax = fields.Monetary(system=True)
    amount_total = fields.Monetary(system=True)

    # chosen where no price list brings its own (K3Q-1)
    currency_id = fields.Many2one(readonly=False)
    discount_total = fields.Monetary(
        string="Discount",
        compute="_compute_discount_total",
        help="What the discounts of the lines take off, without taxes.",
    )
