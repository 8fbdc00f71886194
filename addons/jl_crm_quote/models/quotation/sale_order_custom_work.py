from odoo import api, fields, models
from odoo.fields import Command

from .sale_order_line_quote_item import OFFERED


class SaleOrder(models.Model):
    """Quotations for custom work, whose lines are quote items (K3Q-2)."""

    _name = "sale.order"
    _inherit = "sale.order"

    is_quote_item_offer = fields.Boolean(
        string="Custom Work",
        help="The offer is in the note and in the file; only quote items are chosen "
        "on the lines.",
    )

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

    def copy(self, default=None):
        """Copy the rows of an offer as rows of an offer.

        :param dict default: values that differ
        :return: the copies
        """
        copies = self.browse()
        for order in self:
            is_offer = any(order.order_line.mapped("is_offer_row"))
            source = OFFERED.give(order) if is_offer else order
            copies += super(SaleOrder, source).copy(default).with_env(self.env)
        return copies

    def _find_mail_template(self):
        template = super()._find_mail_template()
        standard = self.env.ref("sale.email_template_edi_sale", False)
        if self.is_quote_item_offer and template == standard:
            own = self.env.ref("jl_crm_quote.mail_template_custom_work", False)
            return own or template
        return template
