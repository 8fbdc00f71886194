from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import SQL

from ...roles import SALESPERSON

SUMS = ("sum", "sum_currency")


class ResPartner(models.Model):
    """What a maturity rests on, shown beside it: opportunities, orders (MAT-1, MAT-7).

    The sums are made for all the records at once, of what their reader may see.
    """

    _name = "res.partner"
    _inherit = "res.partner"

    evidence_currency_id = fields.Many2one(
        comodel_name="res.currency",
        compute="_compute_evidence_currency_id",
    )
    open_opportunity_count = fields.Integer(
        string="Open Opportunities",
        compute="_compute_opportunity_evidence",
        groups=SALESPERSON,
    )
    open_opportunity_amount = fields.Monetary(
        string="Expected Revenue",
        compute="_compute_opportunity_evidence",
        currency_field="evidence_currency_id",
        groups=SALESPERSON,
        help="Of the open opportunities that you may see.",
    )
    month_opportunity_amount = fields.Monetary(
        string="Expected This Month",
        compute="_compute_month_opportunity_amount",
        currency_field="evidence_currency_id",
        groups=SALESPERSON,
        help="Of the open opportunities that you may see and that are to be closed "
        "this month.",
    )
    confirmed_order_count = fields.Integer(
        string="Confirmed Orders",
        compute="_compute_order_evidence",
        groups=SALESPERSON,
    )
    confirmed_order_amount = fields.Monetary(
        string="Ordered",
        compute="_compute_order_evidence",
        currency_field="evidence_currency_id",
        groups=SALESPERSON,
        help="Of the confirmed orders that you may see.",
    )

    @api.depends_context("company")
    def _compute_evidence_currency_id(self):
        self.evidence_currency_id = self.env.company.currency_id

    @api.depends_context("uid", "allowed_company_ids")
    def _compute_opportunity_evidence(self):
        totals = self._sum_opportunities(Domain.TRUE)
        for partner in self:
            count, amount = totals.get(partner._origin.id, (0, 0.0))
            partner.open_opportunity_count = count
            partner.open_opportunity_amount = amount

    @api.depends_context("uid", "allowed_company_ids")
    def _compute_month_opportunity_amount(self):
        totals = self._sum_opportunities(self._get_month_domain())
        for partner in self:
            _count, amount = totals.get(partner._origin.id, (0, 0.0))
            partner.month_opportunity_amount = amount

    @api.model
    def _get_month_domain(self):
        """Return what is to be closed this month."""
        today = self.env.company._to_day()
        first = Domain("date_deadline", ">=", fields.Date.start_of(today, "month"))
        return first & Domain("date_deadline", "<=", fields.Date.end_of(today, "month"))

    @api.model
    def _get_open_domain(self):
        return Domain("won_status", "=", "pending") & Domain("type", "=", "opportunity")

    @api.model
    def _read_group_select(self, aggregate_spec, query):
        name, _colon, function = aggregate_spec.partition(":")
        if name == "evidence_currency_id" and function.startswith("array_agg"):
            return SQL("ARRAY[%s]", self.env.company.currency_id.id)
        scopes = {
            "open_opportunity_amount": Domain.TRUE,
            "month_opportunity_amount": self._get_month_domain(),
        }
        if name not in scopes or function not in SUMS:
            return super()._read_group_select(aggregate_spec, query)
        self._check_field_access(self._fields[name], "read")
        alias = query.make_alias(self._table, name)
        same = SQL(
            "%s = %s", SQL.identifier(alias, "id"), SQL.identifier(self._table, "id")
        )
        query.add_join("LEFT JOIN", alias, self._get_sums_sql(scopes[name]), same)
        return SQL("SUM(%s)", SQL.identifier(alias, "amount"))

    @api.model
    def _get_sums_sql(self, domain):
        """Return the rows (customer, expected revenue) of what the reader may see."""
        leads = self.env["crm.lead"]
        leads.flush_model(["partner_id", "expected_revenue"])
        self.flush_model(["commercial_partner_id"])
        return SQL(
            """(SELECT p.commercial_partner_id AS id, sum(l.expected_revenue) AS amount
                  FROM crm_lead l
                  JOIN res_partner p ON p.id = l.partner_id
                 WHERE l.id IN %s
                 GROUP BY p.commercial_partner_id)""",
            leads._search(self._get_open_domain() & domain).subselect(),
        )

    def _sum_opportunities(self, domain):
        """Return {id of the customer: (count, expected revenue)} of open ones."""
        opened = self._get_open_domain() & self._get_evidence_domain()
        rows = self.env["crm.lead"]._read_group(
            opened & domain, ["partner_id"], ["__count", "expected_revenue:sum"]
        )
        return self._sum_by_customer(rows)

    @api.depends_context("uid", "allowed_company_ids")
    def _compute_order_evidence(self):
        totals = self._sum_orders("amount_total", Domain.TRUE)
        for partner in self:
            count, amount = totals.get(partner._origin.id, (0, 0.0))
            partner.confirmed_order_count = count
            partner.confirmed_order_amount = amount

    def _sum_orders(self, name, domain):
        """Return {id of the customer: (count, amount)} of confirmed orders.

        :param str name: the amount of an order that is added up
        """
        rows = self.env["sale.order"]._read_group(
            self._get_trade_domain() & domain,
            ["partner_id"],
            ["__count", f"{name}:sum_currency"],
        )
        return self._sum_by_customer(rows)

    @api.model
    def _sum_by_customer(self, rows):
        """Return {id of the customer: (count, amount)} over their contacts' rows."""
        totals = {}
        for partner, count, amount in rows:
            key = partner.sudo().commercial_partner_id.id
            old_count, old_amount = totals.get(key, (0, 0.0))
            totals[key] = (old_count + count, old_amount + amount)
        return totals
