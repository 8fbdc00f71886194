from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.fields import Command

OPEN_STATES = ("draft", "sent")


class QuoteItemMixin(models.AbstractModel):
    """Quotations for custom work, whose lines are quote items (K3Q-1, K3Q-2).

    A part of sale.order.
    """

    _name = "quote.item.mixin"
    _description = "Quotations for Custom Work"

    is_quote_item_offer = fields.Boolean(
        string="Custom Work",
        help="The offer is in the note and in the file; only quote items are chosen "
        "on the lines.",
    )
    exchange_rate = fields.Float(
        compute="_compute_exchange_rate",
        digits=(12, 6),
        help="What one unit of the quotation's currency is worth in the company's, by "
        "the rates of the system on the day of the quotation.",
    )
    has_other_currency = fields.Boolean(compute="_compute_exchange_rate")

    @api.depends("currency_rate", "currency_id", "company_id.currency_id")
    def _compute_exchange_rate(self):
        for order in self:
            rate = order.currency_rate
            order.exchange_rate = 1 / rate if rate else 0.0
            order.has_other_currency = order.currency_id != order.company_id.currency_id

    @api.depends("order_line.discount_amount")
    def _compute_discount_total(self):
        for order in self:
            order.discount_total = sum(order.order_line.mapped("discount_amount"))

    @api.onchange("is_quote_item_offer")
    def _onchange_is_quote_item_offer(self):
        """The first line is there at once, with what the company has chosen."""
        item = self.company_id.quote_item_id
        if self.is_quote_item_offer and item and not self.order_line:
            # lines made here get no defaults
            line = {"product_id": item.id, "product_uom_qty": 1}
            self.order_line = [Command.create(line)]

    @api.constrains("is_quote_item_offer")
    def _check_quote_item_offer(self):
        self.order_line._ensure_quote_items()

    def write(self, vals):
        # what comes back from a client unchanged is no offence
        if "currency_rate" in vals:
            self._ensure_rate_kept(vals["currency_rate"])
        return super().write(vals)

    def _find_mail_template(self):
        template = super()._find_mail_template()
        standard = self.env.ref("sale.email_template_edi_sale", False)
        if self.is_quote_item_offer and template == standard:
            own = self.env.ref("jl_crm_quote.mail_template_custom_work", False)
            return own or template
        return template

    def _ensure_rate_kept(self, rate):
        if any(abs(order.currency_rate - (rate or 0.0)) > 1e-9 for order in self):
            raise ValidationError(
                self.env._(
                    "The exchange rate is not typed: it is the system's on the day of "
                    "the quotation. Enter rates under Accounting ▸ Currencies."
                )
            )
