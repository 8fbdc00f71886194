from odoo import api, fields, models
from odoo.exceptions import ValidationError

from odoo.addons.jl_crm_base.tools.permit import Permit

from .sale_order import OPEN_STATES

# lines that are rows of the offer, which may have products of their own
OFFERED = Permit("jl_crm_quote_offered")


class SaleOrderLine(models.Model):
    """Lines of quotations for custom work (K3Q-2)."""

    _name = "sale.order.line"
    _inherit = "sale.order.line"

    is_quote_item_offer = fields.Boolean(related="order_id.is_quote_item_offer")
    is_offer_row = fields.Boolean(
        string="Row of the Offer",
        readonly=True,
        copy=False,
        help="Of the Excel that the line was read from. Whoever chooses another "
        "product makes it a line like the others.",
    )

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
        mark = {"is_offer_row": OFFERED.holds(self.env)}
        return super().create(
            [{**self._add_quote_item(vals), **mark} for vals in vals_list]
        )

    def write(self, vals):
        if not vals.keys().isdisjoint(("product_id", "is_offer_row")):
            vals = {**vals, "is_offer_row": False}
        return super().write(vals)

    def _filter_quote_items(self):
        return self.filtered(
            lambda line: line.is_quote_item_offer and line.product_id.is_quote_item
        )

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
                and not line.is_offer_row
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
