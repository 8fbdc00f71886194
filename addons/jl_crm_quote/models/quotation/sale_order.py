from odoo import api, fields, models
from odoo.exceptions import ValidationError

OPEN_STATES = ("draft", "sent")


class SaleOrder(models.Model):
    """What a quotation comes to: its currency, its rate, its discounts (K3Q-1)."""

    _name = "sale.order"
    _inherit = "sale.order"

    # chosen where no price list brings its own (K3Q-1)
    currency_id = fields.Many2one(readonly=False)
    exchange_rate = fields.Float(
        compute="_compute_exchange_rate",
        digits=(12, 6),
        help="What one unit of the quotation's currency is worth in the company's, by "
        "the rates of the system on the day of the quotation.",
    )
    has_other_currency = fields.Boolean(compute="_compute_exchange_rate")
    discount_total = fields.Monetary(
        string="Discount",
        compute="_compute_discount_total",
        help="What the discounts of the lines take off, without taxes.",
    )

    @api.model
    def _list_open_fields(self):
        # refused below, in words that say where rates are entered
        return super()._list_open_fields() | {"currency_rate"}

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

    def write(self, vals):
        # what comes back from a client unchanged is no offence
        if "currency_rate" in vals:
            self._ensure_rate_kept(vals["currency_rate"])
        return super().write(vals)

    def _ensure_rate_kept(self, rate):
        if any(abs(order.currency_rate - (rate or 0.0)) > 1e-9 for order in self):
            raise ValidationError(
                self.env._(
                    "The exchange rate is not typed: it is the system's on the day of "
                    "the quotation. Enter rates under Accounting ▸ Currencies."
                )
            )
