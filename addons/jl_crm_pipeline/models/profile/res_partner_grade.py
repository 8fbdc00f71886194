from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain
from odoo.tools import SQL

from ...roles import SALESPERSON

STRATEGIC = "jl_crm_pipeline.strategic_purchases"
DEFAULT_STRATEGIC = 1_000_000
YEAR = 365

# Only customers who bought or were spoken with have figures. The others stay without,
# so that a first night does not write all of them.
FIGURES = """
    WITH rate (currency_id, rate) AS (VALUES %(rates)s),
    bought AS (
        SELECT p.commercial_partner_id AS id,
               sum(o.amount_untaxed / r.rate)
                   FILTER (WHERE o.date_order >= %(today)s::date - %(year)s) AS amount,
               count(*)
                   FILTER (WHERE o.date_order >= %(today)s::date - %(year)s) AS count,
               (max(o.date_order) AT TIME ZONE 'UTC' AT TIME ZONE %(zone)s)::date
               AS last
          FROM sale_order o
          JOIN res_partner p ON p.id = o.partner_id
          JOIN rate r ON r.currency_id = o.currency_id
         WHERE o.state = 'sale'
         GROUP BY p.commercial_partner_id
    ), figure AS (
        SELECT p.id,
               COALESCE(b.amount, 0) AS amount,
               COALESCE(b.count, 0) AS count,
               %(today)s::date - b.last AS days,
               %(today)s::date - p.last_contact_date AS silence
          FROM res_partner p
          LEFT JOIN bought b ON b.id = p.id
         WHERE p.customer_status IS NOT NULL
    ), fresh AS (
        SELECT f.id,
               NULLIF(f.amount >= %(strategic)s, FALSE) AS is_strategic,
               %(grade)s AS grade,
               CASE WHEN f.silence <= 30 THEN 'month'
                    WHEN f.silence <= 90 THEN 'quarter'
                    WHEN f.silence > 90 THEN 'silent'
                END AS silence
          FROM figure f
    )
    UPDATE res_partner p
       SET is_strategic = f.is_strategic,
           proposed_grade_id = f.grade,
           silence = f.silence
      FROM fresh f
     WHERE p.id = f.id
       AND (NULLIF(p.is_strategic, FALSE), p.proposed_grade_id, p.silence)
           IS DISTINCT FROM (f.is_strategic, f.grade, f.silence)
"""


class ResPartner(models.Model):
    """What a customer is worth: purchases of a year, the grade they propose (GEN-2).

    People give the grade; the system keeps its own proposal beside it and refreshes it
    each night in one statement, where it changed. It rests on all orders; their sum
    is kept nowhere, and shown to who sees the orders.
    """

    _name = "res.partner"
    _inherit = "res.partner"

    customer_grade_id = fields.Many2one(
        comodel_name="customer.grade",
        string="Grade",
        copy=False,
        index="btree_not_null",
        tracking=True,
        group_expand=True,
        prefetch="customer_profile",
    )
    proposed_grade_id = fields.Many2one(
        comodel_name="customer.grade",
        readonly=True,
        copy=False,
        help="What the orders of a year say: how recent, how many, how much.",
        prefetch="customer_profile",
        system=True,
    )
    has_other_proposal = fields.Boolean(
        string="Another Grade Is Proposed",
        compute="_compute_has_other_proposal",
        search="_search_has_other_proposal",
    )
    purchase_amount = fields.Monetary(
        string="Purchases of a Year",
        compute="_compute_purchases",
        currency_field="purchase_currency_id",
        groups=SALESPERSON,
        help="Of the orders that you may see, without taxes.",
    )
    purchase_count = fields.Integer(
        string="Orders of a Year",
        compute="_compute_purchases",
        groups=SALESPERSON,
        help="How many of the orders that you may see.",
    )
    purchase_currency_id = fields.Many2one(
        comodel_name="res.currency",
        compute="_compute_purchase_currency_id",
    )
    is_strategic = fields.Boolean(
        string="Strategic",
        readonly=True,
        copy=False,
        help="The purchases of a year reach the amount of the settings.",
        prefetch="customer_profile",
        system=True,
    )
    customer_type = fields.Selection(
        selection=[
            ("strategic", "Strategic customer"),
            ("ordinary", "Ordinary customer"),
            ("potential", "Potential customer"),
        ],
        compute="_compute_customer_type",
    )
    silence = fields.Selection(
        selection=[
            ("month", "Within a month"),
            ("quarter", "One to three months ago"),
            ("silent", "More than three months ago"),
        ],
        string="Last Spoken with",
        readonly=True,
        copy=False,
        help="Refreshed each night; empty: never spoken with.",
        prefetch="customer_profile",
        system=True,
    )
    silent_days = fields.Integer(
        compute="_compute_silent_days",
        search="_search_silent_days",
        help="Since the last contact, or since the registration.",
    )

    @api.depends("customer_grade_id", "proposed_grade_id")
    def _compute_has_other_proposal(self):
        for partner in self:
            proposed = partner.proposed_grade_id
            partner.has_other_proposal = (
                proposed and proposed != partner.customer_grade_id
            )

    def _search_has_other_proposal(self, operator, value):
        if operator != "in":
            return NotImplemented
        return Domain.custom(
            to_sql=lambda model, alias, query: SQL(
                "(%(proposed)s IS NOT NULL AND %(proposed)s IS DISTINCT FROM %(own)s)",
                proposed=SQL.identifier(alias, "proposed_grade_id"),
                own=SQL.identifier(alias, "customer_grade_id"),
            ),
            predicate=lambda partner: partner.has_other_proposal,
        )

    @api.depends_context("company")
    def _compute_purchase_currency_id(self):
        self.purchase_currency_id = self.env.company.currency_id

    @api.depends_context("uid", "allowed_company_ids")
    def _compute_purchases(self):
        since = fields.Date.subtract(self.env.company._to_day(), days=YEAR)
        totals = self._sum_orders("amount_untaxed", Domain("date_order", ">=", since))
        for partner in self:
            count, amount = totals.get(partner._origin.id, (0, 0.0))
            partner.purchase_count = count
            partner.purchase_amount = amount

    @api.depends("customer_status", "is_strategic")
    def _compute_customer_type(self):
        for partner in self:
            is_known = partner.customer_status and partner.is_strategic
            kind = "ordinary" if partner.is_transacting else "potential"
            partner.customer_type = partner.customer_status and (
                "strategic" if is_known else kind
            )

    @api.depends("last_contact_date", "registration_date")
    def _compute_silent_days(self):
        today = self.env.company._to_day()
        for partner in self:
            since = partner.last_contact_date or partner.registration_date
            partner.silent_days = (today - since).days if since else 0

    def _search_silent_days(self, operator, value):
        """So many days ago, or more, or less: by the dates themselves."""
        turned = {">": "<", ">=": "<=", "<": ">", "<=": ">=", "in": "in"}
        if operator not in turned:
            return NotImplemented
        today = self.env.company._to_day()
        many = value if operator == "in" else [value]
        days = [fields.Date.subtract(today, days=number) for number in many]
        day = days if operator == "in" else days[0]
        return Domain("last_contact_date", turned[operator], day) | (
            Domain("last_contact_date", "=", False)
            & Domain("registration_date", turned[operator], day)
        )

    def _order_field_to_sql(self, alias, field_name, direction, nulls, query):
        if field_name != "silent_days":
            return super()._order_field_to_sql(
                alias, field_name, direction, nulls, query
            )
        return SQL(
            "(DATE '1970-01-01' - COALESCE(%s, %s)) %s %s",
            self._field_to_sql(alias, "last_contact_date", query),
            self._field_to_sql(alias, "registration_date", query),
            direction,
            nulls,
        )

    def action_accept_grade(self):
        """Give the customers the grade that their orders propose (GEN-2).

        :raise UserError: nothing is proposed to any of them
        """
        waiting = self.filtered("has_other_proposal")
        if not waiting:
            raise UserError(
                self.env._(
                    "No other grade is proposed to these customers. "
                    "Proposals are made each night from the orders."
                )
            )
        for grade, partners in waiting.grouped("proposed_grade_id").items():
            partners.customer_grade_id = grade

    @api.model
    def _get_main_company(self):
        return self.env["res.company"].sudo().search([], order="id", limit=1)

    @api.model
    def _get_strategic_purchases(self):
        parameters = self.env["ir.config_parameter"].sudo()
        return float(parameters.get_param(STRATEGIC) or DEFAULT_STRATEGIC)

    @api.model
    def _refresh_figures(self):
        """Bring proposed grade, strategic ones and silence of all customers in line.

        One statement; it writes the customers alone of whom something changed.
        """
        self.env["res.partner"].flush_model()
        self.env["sale.order"].flush_model()
        company = self._get_main_company()
        self.env.cr.execute(
            SQL(
                FIGURES,
                rates=self._get_rates_sql(),
                today=company._to_day(),
                zone=company._get_work_zone(),
                year=YEAR,
                strategic=self._get_strategic_purchases(),
                grade=self.env["customer.grade"]._get_proposal_sql(),
            )
        )
        self.env["res.partner"].invalidate_model(flush=False)

    @api.model
    def _get_rates_sql(self):
        """Return pairs of a currency and its rate to that of the main company."""
        company = self._get_main_company()
        currencies = self.env["res.currency"].search([("active", "in", (True, False))])
        rates = currencies._get_rates(company, company._to_day())
        base = rates[company.currency_id.id]
        return SQL(", ").join(
            SQL("(%s, %s::numeric)", currency, rate / base)
            for currency, rate in rates.items()
        )
