from odoo import api, fields, models


class CrmContractPayment(models.Model):
    """What is to be paid when (CON-1)."""

    _name = "crm.contract.payment"
    _description = "Payment of a Contract"
    _inherit = ["payment.row.mixin", "contract.part.mixin"]
    _order = "date, id"

    contract_id = fields.Many2one(
        comodel_name="crm.contract",
        required=True,
        ondelete="cascade",
        index=True,
    )
    currency_id = fields.Many2one(related="contract_id.currency_id")

    @api.depends("share", "contract_id.amount_total")
    def _compute_amount(self):
        return super()._compute_amount()

    def _get_plan(self):
        return self.contract_id

    def _get_planned(self, paper):
        return paper.amount_total, paper.payment_ids

    def _prepare_change(self):
        """Return the values of a change order's payment that changes nothing yet."""
        return {
            **self._prepare_copy(),
            "payment_id": self.id,
            "amount_before": self.amount,
        }
