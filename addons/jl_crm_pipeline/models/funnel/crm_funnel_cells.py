from odoo import api, models
from odoo.tools import SQL

from .crm_funnel import GROUP_FIELDS

# what is read of each opportunity
COLUMNS = (
    *("stage_id", "reached_stage_id", "opportunity_state"),
    *("expected_revenue", "probability"),
)


class CrmFunnel(models.AbstractModel):
    """The numbers of the funnel, read in one statement (TUR-5).

    A cell is what opportunities have in common: the row of the
    table, the stage, the furthest one, and the outcome.
    """

    _name = "crm.funnel"
    _inherit = "crm.funnel"

    @api.model
    def _read_cells(self, domain, group, user_ids):
        """Return rows of group, stage, furthest stage, outcome, and their numbers.

        These are the opportunities, amount, weighted amount, and the parts of persons
        that they were counted in.
        """
        leads = self.env["crm.lead"].with_context(active_test=False)
        query = leads._search(domain)
        fields_ = {
            name: leads._field_to_sql(leads._table, name, query) for name in COLUMNS
        }
        part = one = SQL("1")
        if has_parts := bool(group == "person" or user_ids):
            self._join_parts(leads, query, user_ids)
            part = SQL("COALESCE(split.percent, 100) / 100")
            # an opportunity of two persons is but one
            one = SQL("CASE WHEN split.place > 1 THEN 0 ELSE 1 END")
        key = self._get_group_sql(leads, query, group)
        if rate := self._join_rates(leads, query):
            part = SQL("%s * %s", part, rate)
        amount = fields_.pop("expected_revenue")
        numbers = (
            SQL("sum(%s)", one) if has_parts else SQL("count(*)"),
            SQL("sum(%s * %s)", amount, part),
            SQL("sum(%s * %s)", self._weigh(amount, fields_.pop("probability")), part),
            SQL("count(*)"),
        )
        select = query.select(key, *fields_.values(), *numbers)
        return self.env.execute_query(SQL("%s GROUP BY 1, 2, 3, 4", select))

    @api.model
    def _weigh(self, amount, probability):
        """Return the weighted amount, as Odoo does: it rests on these two alone."""
        chance = SQL("COALESCE(%s, 0)::numeric / 100", probability)
        return SQL("round(COALESCE(%s, 0)::numeric * %s, 2)", amount, chance)

    @api.model
    def _join_parts(self, leads, query, user_ids):
        """Join the parts of the persons, each with its place among them."""
        self.env["crm.lead.split"].flush_model()
        users = SQL("user_id = ANY(%s)", list(user_ids)) if user_ids else SQL("TRUE")
        parts = SQL(
            """
            (SELECT lead_id, user_id, percent,
                    row_number() OVER (PARTITION BY lead_id ORDER BY id) AS place
               FROM crm_lead_split
              WHERE %s)
            """,
            users,
        )
        lead = SQL.identifier(leads._table, "id")
        query.add_join("LEFT JOIN", "split", parts, SQL("split.lead_id = %s", lead))

    @api.model
    def _join_rates(self, leads, query):
        """Join the rates of the companies' currencies; return the SQL of one's rate.

        Amounts are in the currency of the opportunity's company. Where all companies
        have the currency of the user's, nothing is joined and nothing returned.
        """
        home = self.env.company
        companies = self.env["res.company"].sudo().search([("id", "!=", False)])
        if companies.currency_id <= home.currency_id:
            return None
        rates = companies.currency_id._get_rates(home, self.env.company._to_day())
        base = rates[home.currency_id.id]
        pairs = SQL(", ").join(
            SQL("(%s, %s::numeric)", one.id, base / rates[one.currency_id.id])
            for one in companies
        )
        company = leads._field_to_sql(leads._table, "company_id", query)
        query.add_join(
            "LEFT JOIN",
            "rate",
            SQL("(SELECT * FROM (VALUES %s) AS r (company_id, factor))", pairs),
            SQL("rate.company_id = %s", company),
        )
        return SQL("COALESCE(rate.factor, 1)")

    @api.model
    def _get_group_sql(self, leads, query, group):
        if group == "person":
            user = leads._field_to_sql(leads._table, "user_id", query)
            return SQL("COALESCE(split.user_id, %s)", user)
        return self._field_path_to_sql(leads, query, GROUP_FIELDS[group])

    @api.model
    def _field_path_to_sql(self, model, query, path):
        alias = model._table
        *steps, last = path.split(".")
        for step in steps:
            field = model._fields[step]
            model, alias = field.join(model.sudo(), alias, query)
        return model._field_to_sql(alias, last, query)
