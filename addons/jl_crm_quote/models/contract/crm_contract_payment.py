from odoo import api, fields, models


class CrmContractPayment(models.Model):
    """What is to be paid when (CON-1)."""

    _name = "crm.contract.payment"
    _description = "Payment of a Contract"
    _inherit = ["contract.part.mixin"]
    _order = "date, id"

    contract_id = fields.Many2one(
        comodel_name="crm.contract",
        required=True,
        ondelete="cascade",
        index=True,
    )
    name = fields.Char(string="Payment", required=True)
    date = fields.Date(string="Due on", required=True)
    share = fields.Float(string="Share (%)")
    currency_id = fields.Many2one(related="contract_id.currency_id")
    amount = fields.Monetary(
        compute="_compute_amount",
        store=True,
        readonly=False,
    )

    _share = models.Constraint(
        "CHECK (share BETWEEN 0 AND 100)",
        "The share of a payment is between 0 and 100 %.",
    )

    @api.depends("share", "contract_id.amount_total")
    def _compute_amount(self):
        for payment in self:
            contract = payment.contract_id
            amount = contract.amount_total * payment.share / 100
            # without a share it was typed, and stays
            is_share = contract and payment.share
            payment.amount = (
                contract.currency_id.round(amount) if is_share else payment.amount
            )
        for contract in self.contract_id:
            self._spread_rest(contract)

    def _spread_rest(self, contract):
        """Give the last of them the cents that the shares leave over."""
        payments = contract.payment_ids
        if round(sum(payments.mapped("share")), 2) != 100:
            return
        rest = contract.amount_total - sum(payments.mapped("amount"))
        if abs(rest) <= contract.currency_id.rounding * len(payments):
            (self & payments)[-1:].amount += rest
