from odoo import models
from odoo.exceptions import UserError

from .sale_order_line_seal import INVOICING


class AccountMoveLine(models.Model):
    """What an invoice bills of an order stays billed (K3Q-1).

    Expenses that the customer pays become lines of the order.
    """

    _name = "account.move.line"
    _inherit = "account.move.line"

    def write(self, vals):
        if self.env.su or "sale_line_ids" not in vals:
            return super().write(vals)
        # whoever writes may see neither of them
        billed = {line: line.sale_line_ids for line in self.sudo()}
        result = super().write(vals)
        if any(sold - line.sale_line_ids for line, sold in billed.items()):
            raise UserError(
                self.env._(
                    "An invoice line stays with the order line that it bills: cancel "
                    "the invoice, or make a credit note."
                )
            )
        return result

    def _sale_create_reinvoice_sale_line(self):
        items = INVOICING.give(self)
        return super(AccountMoveLine, items)._sale_create_reinvoice_sale_line()
