from odoo import models


class QuoteItemLineMixin(models.AbstractModel):
    """Lines of quotations for custom work (K3Q-2). A part of sale.order.line."""

    _name = "quote.item.line.mixin"
    _description = "Lines with a Quote Item"
