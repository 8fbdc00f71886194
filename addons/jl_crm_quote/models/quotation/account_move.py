from odoo import models

from .sale_order_line_seal import INVOICING


class AccountMove(models.Model):
    """Invoices bring the lines of their down payments up to date on the order."""

    _name = "account.move"
    _inherit = "account.move"

    def action_post(self):
        return super(AccountMove, INVOICING.give(self)).action_post()

    def button_draft(self):
        return super(AccountMove, INVOICING.give(self)).button_draft()

    def button_cancel(self):
        return super(AccountMove, INVOICING.give(self)).button_cancel()
