from odoo import models

from .sale_order_line_seal import INVOICING


class AccountMoveLine(models.Model):
    """Expenses that the customer pays become lines of the order."""

    _name = "account.move.line"
    _inherit = "account.move.line"

    def _sale_create_reinvoice_sale_line(self):
        items = INVOICING.give(self)
        return super(AccountMoveLine, items)._sale_create_reinvoice_sale_line()
