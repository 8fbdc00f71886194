from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import SQL

from ...tools.contract_figures import select_paid, select_totals
from ...tools.execution import FULL

SUMS = ("called_off_amount", "delivered_amount", "billed_amount", "paid_amount")


class CrmContract(models.Model):
    """What of a contract is called off, delivered, invoiced, paid (TUR-6, POOL-9).

    Against the contract's own amount: one paid call-off does not make it a paid one.
    Whoever sees the contract sees how far it is, whosever the orders are.
    """

    _name = "crm.contract"
    _inherit = "crm.contract"

    called_off_amount = fields.Monetary(string="Called off", compute="_compute_figures")
    delivered_amount = fields.Monetary(compute="_compute_figures")
    billed_amount = fields.Monetary(
        string="Invoiced Amount", compute="_compute_figures"
    )
    paid_amount = fields.Monetary(compute="_compute_figures")
    called_off_share = fields.Integer(
        string="Called off (%)", compute="_compute_figures"
    )
    delivered_share = fields.Integer(string="Delivered (%)", compute="_compute_figures")
    billed_share = fields.Integer(string="Invoiced (%)", compute="_compute_figures")
    paid_share = fields.Integer(string="Paid (%)", compute="_compute_figures")
    payment_state = fields.Selection(
        selection=[("unpaid", "Not yet Paid"), ("paid", "Paid")],
        string="Payment",
        compute="_compute_payment_state",
        search="_search_payment_state",
        help="Paid: the payments come to the amount of the contract.",
    )

    @api.depends("amount_total", "order_ids.state", "order_ids.paid_amount")
    @api.depends("order_ids.delivered_amount", "order_ids.billed_amount")
    def _compute_figures(self):
        found = self._read_figures()
        nothing = dict.fromkeys(SUMS, 0.0)
        for contract in self:
            sums = found.get(contract._origin.id, nothing)
            shares = {
                name.replace("amount", "share"): contract._round_part(sums[name])
                for name in SUMS
            }
            contract.update({name: sums[name] for name in SUMS} | shares)

    def _round_part(self, amount):
        """Return how much of the contract an amount is, in whole percents."""
        total = self.amount_total
        return self._round_share(amount * FULL / total) if total > 0 else 0

    def _read_figures(self):
        """Return {id: {name: amount}} of the contracts that have confirmed orders."""
        if not self._origin.ids:
            return {}
        self._flush_figures()
        query = select_totals(SQL("c.id = ANY(%s)", self._origin.ids))
        rows = self.env.execute_query_dict(query)
        return {
            row["id"]: {name: float(row[name] or 0) for name in SUMS} for row in rows
        }

    @api.model
    def _flush_figures(self):
        self.env["crm.contract"].flush_model(["amount_total", "currency_id"])
        self.env["sale.order"]._flush_execution()
        self.env["sale.order"].flush_model(
            [
                "amount_total",
                "billed_amount",
                "company_id",
                "contract_id",
                "currency_id",
                "currency_rate",
                "date_order",
                "delivered_amount",
                "paid_amount",
                "paid_share",
                "state",
            ]
        )

    @api.depends("amount_total", "order_ids.paid_amount", "order_ids.state")
    def _compute_payment_state(self):
        self._flush_figures()
        query = select_paid(SQL("c.id = ANY(%s)", self._origin.ids))
        paid = {row[0] for row in self.env.execute_query(query)}
        for contract in self:
            is_paid = contract._origin.id in paid
            contract.payment_state = "paid" if is_paid else "unpaid"

    @api.model
    def _search_payment_state(self, operator, value):
        if operator != "in":
            return NotImplemented
        self._flush_figures()
        paid = Domain("id", "in", select_paid(SQL("TRUE")))
        terms = {"paid": paid, "unpaid": ~paid}
        return Domain.OR(terms[one] for one in value if one in terms)
