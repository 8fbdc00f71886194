from odoo import models


class AccountMove(models.Model):
    """An invoice is a transaction with its customer, with or without an order."""

    _name = "account.move"
    _inherit = "account.move"

    def _post(self, soft=True):
        posted = super()._post(soft)
        for move in posted.filtered(lambda one: one.move_type == "out_invoice"):
            customer = move.commercial_partner_id.sudo()
            if customer.customer_status and move.invoice_date:
                customer._record_transaction(move.invoice_date)
        return posted

    def button_draft(self):
        sold = self.filtered(lambda one: one.move_type == "out_invoice")
        result = super().button_draft()
        sold.commercial_partner_id._refresh_last_transaction_date()
        return result
