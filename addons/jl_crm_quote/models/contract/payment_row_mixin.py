from odoo import fields, models


class PaymentRowMixin(models.AbstractModel):
    """What is to be paid when: of a contract, or of its change (CON-1, CON-2)."""

    _name = "payment.row.mixin"
    _description = "Row of a Payment Plan"

    currency_id = fields.Many2one(comodel_name="res.currency")
    name = fields.Char(string="Payment", required=True)
    date = fields.Date(string="Due on", required=True)
    share = fields.Float(string="Share (%)")
    amount = fields.Monetary(compute="_compute_amount", store=True, readonly=False)

    _share = models.Constraint(
        "CHECK (share BETWEEN 0 AND 100)",
        "The share of a payment is between 0 and 100 %.",
    )

    def _get_plan(self):
        """Return the paper that the plan is of; a hook."""
        raise NotImplementedError

    def _get_planned(self, paper):
        """Return (total, payments) of the paper; a hook."""
        raise NotImplementedError

    def _compute_amount(self):
        for payment in self:
            paper = payment._get_plan()
            total = self._get_planned(paper)[0] * payment.share / 100
            # without a share it was typed, and stays
            is_share = paper and payment.share
            payment.amount = (
                paper.currency_id.round(total) if is_share else payment.amount
            )
        for paper in self._get_plan():
            self._spread_rest(paper)

    def _spread_rest(self, paper):
        """Give the last of them the cents that the shares leave over."""
        total, payments = self._get_planned(paper)
        if round(sum(payments.mapped("share")), 2) != 100:
            return
        rest = total - sum(payments.mapped("amount"))
        if abs(rest) <= paper.currency_id.rounding * len(payments):
            (self & payments)[-1:].amount += rest

    def _describe(self):
        """Return what it says, as a content has it (plain JSON)."""
        return {
            "name": self.name,
            "date": str(self.date),
            "share": round(self.share, 6) or None,
            "amount": round(self.amount, 6) or None,
        }

    def _prepare_copy(self):
        """Return the values of a payment that says the same.

        :rtype: dict
        """
        names = ("name", "date", "share", "amount")
        return {name: self[name] for name in names}
