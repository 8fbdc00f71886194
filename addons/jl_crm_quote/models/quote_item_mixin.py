from odoo import fields, models


class QuoteItemMixin(models.AbstractModel):
    """Quotations for custom work, whose lines are quote items (K3Q-1, K3Q-2).

    A part of sale.order.
    """

    _name = "quote.item.mixin"
    _description = "Quotations for Custom Work"

    is_quote_item_offer = fields.Boolean(
        string="Custom Work",
        help="What is offered stands in the note and in the file of the offer; "
        "only quote items are chosen on the lines.",
    )
