from odoo import api, models
from odoo.fields import Domain


class AccountMove(models.Model):
    _name = "account.move"
    _inherit = ["account.move", "customer.work.mixin"]

    _work_user_field = "invoice_user_id"
    _work_handover_heading = "financial"
    _work_amount_field = "amount_residual_signed"

    # a record rule asks for it
    _of_a_salesperson = models.Index(
        "(invoice_user_id) WHERE move_type IN ('out_invoice', 'out_refund')"
    )

    @api.model
    def _get_work_name(self):
        return self.env._("Invoices")

    @api.model
    def _work_open_domain(self):
        """Invoices to a customer that are not settled."""
        return (
            Domain("move_type", "in", ("out_invoice", "out_refund"))
            & Domain("state", "!=", "cancel")
            & Domain("payment_state", "in", ("not_paid", "partial", "in_payment"))
        )

    @api.model
    def _get_work_kinds(self):
        """What is overdue is collected, the rest is paid by itself (HUA-3)."""
        companies = self.env["res.company"]
        is_due = companies._compare_with_day("invoice_date_due", "<")
        overdue = Domain("state", "=", "posted") & is_due
        return [
            (
                "account.move",
                self.env._("Open invoices"),
                ~overdue,
                self._work_handover_heading,
            ),
            (
                "account.move:overdue",
                self.env._("Overdue receivables"),
                overdue,
                "unfinished",
            ),
        ]

    @api.model
    def _sync_transfer(self, rows, ids):
        self._sync_team(rows)
