from odoo import api, fields, models
from odoo.fields import Domain

from ...tools.execution import FULL

AMOUNTS = (
    "amount_total:sum_currency",
    "delivered_amount:sum_currency",
    "billed_amount:sum_currency",
    "paid_amount:sum_currency",
)


class ExecutionSummaryMixin(models.AbstractModel):
    """Where the orders of something stand, in one glance (TUR-6, KIN-4).

    A part of crm.lead, res.partner and crm.contract. The sums are made for all the
    records at once and with the rights of the reader: they tell of the orders that the
    button opens, and of no other.
    """

    _name = "execution.summary.mixin"
    _description = "Execution of the Orders of a Record"

    # the field of sale.order that leads to the record
    _execution_field = "opportunity_id"

    execution_currency_id = fields.Many2one(
        comodel_name="res.currency",
        compute="_compute_execution_currency_id",
    )
    execution_count = fields.Integer(
        string="Orders in Execution",
        compute="_compute_execution_summary",
    )
    execution_late_count = fields.Integer(
        string="Late Orders",
        compute="_compute_execution_summary",
    )
    execution_amount = fields.Monetary(
        string="Ordered Amount",
        compute="_compute_execution_summary",
        currency_field="execution_currency_id",
    )
    execution_delivered = fields.Integer(
        string="Share Delivered (%)",
        compute="_compute_execution_summary",
    )
    execution_billed = fields.Integer(
        string="Share Invoiced (%)",
        compute="_compute_execution_summary",
    )
    execution_paid = fields.Integer(
        string="Share Paid (%)",
        compute="_compute_execution_summary",
    )
    execution_date = fields.Date(
        string="Next Promised Date",
        compute="_compute_execution_summary",
        help="Of what is not delivered yet.",
    )

    @api.depends_context("company")
    def _compute_execution_currency_id(self):
        self.execution_currency_id = self.env.company.currency_id

    @api.depends_context("uid", "allowed_company_ids")
    def _compute_execution_summary(self):
        totals = self._read_execution_totals()
        for record in self:
            record.update(self._sum_execution(totals.get(record._origin.id, [])))

    def _get_execution_domain(self):
        """Return the domain of the confirmed orders of the records."""
        return Domain("state", "=", "sale") & Domain(
            self._execution_field, "in", self.ids
        )

    def _get_execution_key(self, record):
        """Return the id of the record that a value of the grouping stands for."""
        return record.id

    def _read_execution_totals(self):
        """Return {id: [(count, four amounts, how many are late, first day)]}."""
        orders = self.env["sale.order"]
        if not self.ids or not orders.has_access("read"):
            return {}
        field = self._execution_field.partition(".")[0]
        domain = self._get_execution_domain()
        is_late = domain & orders._get_late_domain()
        late = dict(orders._read_group(is_late, [field], ["__count"]))
        is_open = domain & Domain("delivered_share", "<", FULL)
        days = dict(orders._read_group(is_open, [field], ["promised_date:min"]))
        rows = orders._read_group(domain, [field], ["__count", *AMOUNTS])
        totals = {}
        for record, *values in rows:
            row = (*values, late.get(record, 0), days.get(record, False))
            totals.setdefault(self._get_execution_key(record), []).append(row)
        return totals

    @api.model
    def _sum_execution(self, rows):
        """Return the values of the fields for the rows of one record."""
        columns = list(zip(*rows, strict=True)) or [()] * 7
        count, total, delivered, billed, paid, late, days = columns
        whole = sum(total)
        shares = [
            self._round_share(sum(part) * FULL / whole) if whole else 0
            for part in (delivered, billed, paid)
        ]
        return {
            "execution_count": sum(count),
            "execution_late_count": sum(late),
            "execution_amount": whole,
            "execution_delivered": shares[0],
            "execution_billed": shares[1],
            "execution_paid": shares[2],
            "execution_date": min(filter(None, days), default=False),
        }

    @api.model
    def _round_share(self, share):
        """Return whole percents; 99.9 is not all."""
        return FULL if share >= FULL else min(round(share), FULL - 1)

    def action_view_execution(self):
        """Open the confirmed orders of the record (TUR-6).

        :rtype: dict
        """
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "jl_crm_quote.sale_order_action_execution"
        )
        context = {"create": False}
        return {
            **action,
            "domain": list(self._get_execution_domain()),
            "context": context,
        }
