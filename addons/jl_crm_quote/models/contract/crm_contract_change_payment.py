from odoo import api, fields, models


class CrmContractChangePayment(models.Model):
    """A payment as it will be after the change (CON-2)."""

    _name = "crm.contract.change.payment"
    _description = "Payment of a Change Order"
    _inherit = ["payment.row.mixin", "change.part.mixin"]
    _order = "date, id"

    _changed_field = "payment_id"

    payment_id = fields.Many2one(
        comodel_name="crm.contract.payment",
        string="Payment of the Contract",
        ondelete="set null",
        readonly=True,
        copy=False,
        system=True,
    )
    amount = fields.Monetary(string="After")

    @api.depends("share", "change_id.amount_after")
    def _compute_amount(self):
        return super()._compute_amount()

    @api.constrains("payment_id", "change_id")
    def _check_contract(self):
        return super()._check_contract()

    def _get_plan(self):
        return self.change_id

    def _get_planned(self, paper):
        return paper.amount_after, paper.payment_ids
