from odoo import api, models
from odoo.fields import Domain


class AccountMove(models.Model):
    _name = "account.move"
    _inherit = ["account.move", "customer.work.mixin"]

    _work_user_field = "invoice_user_id"
    _work_handover_heading = "financial"

    @api.model
    def _work_open_domain(self):
        """Invoices to a customer that are not settled."""
        return (
            Domain("move_type", "in", ("out_invoice", "out_refund"))
            & Domain("state", "!=", "cancel")
            & Domain("payment_state", "in", ("not_paid", "partial", "in_payment"))
        )
