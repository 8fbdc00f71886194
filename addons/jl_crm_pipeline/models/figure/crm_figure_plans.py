from functools import partial

from odoo import api, models
from odoo.exceptions import AccessError
from odoo.fields import Domain
from odoo.tools import SQL

PLAN = "mail.activity"
# on these are nearly all plans; who may see them, their rules alone say
BY_RULES = ("res.partner", "crm.lead")


class CrmFigure(models.Model):
    """The plans of hundreds of people, counted in the database (RES-5, CAR-4).

    Who sees an activity depends on the document that it is on. Odoo therefore reads
    each of them, and asks document by document; the result here is the same.
    """

    _name = "crm.figure"
    _inherit = "crm.figure"

    def _count_by_person(self):
        if self.sudo().model_name != PLAN or self.measure != "count":
            return super()._count_by_person()
        try:
            return self._count_plans()
        except AccessError:
            return None

    def _count_plans(self):
        """Return {user's id: number of plans} that the reader sees.

        :raise AccessError: the reader may not read what the domain names
        """
        plans = self.env[PLAN]
        plans.check_access("read")
        domain = Domain(self._read_domain())
        seen = self._get_seen_plans(domain)
        # as the reader, whose rules `seen` says already
        query = plans._search(domain & seen, bypass_access=True)
        person = plans._field_to_sql(query.table, self.person_field, query)
        query.groupby = person
        return dict(self.env.execute_query(query.select(person, SQL("COUNT(*)"))))

    @api.model
    def _get_seen_plans(self, domain):
        """Return the domain of the plans that the reader sees, of those of a domain."""
        by_rules = Domain("res_model", "in", BY_RULES)
        rule = Domain(self.env["ir.rule"]._compute_domain(PLAN, "read"))
        others = self.env[PLAN].search(domain & ~by_rules)
        mine = Domain("user_id", "=", self.env.uid)
        documents = Domain.OR(map(self._get_plans_on_seen, BY_RULES))
        return rule & (mine | documents | Domain("id", "in", others.ids))

    @api.model
    def _get_plans_on_seen(self, name):
        """Return the domain of the plans on documents that let the reader see them."""
        documents = self.env[name].with_context(active_test=False)
        operation = documents._mail_post_access
        if not documents.has_access(operation):
            return Domain.FALSE
        rule = self.env["ir.rule"]._compute_domain(name, operation)
        seen = documents.sudo()._search(rule)
        on_seen = Domain.custom(to_sql=partial(self._make_seen_sql, seen))
        return Domain("res_model", "=", name) & on_seen

    @api.model
    def _make_seen_sql(self, seen, _model, alias, _query):
        """Return the condition that the document of a plan is among the seen ones."""
        # OFFSET keeps PostgreSQL from finding all documents that the reader sees first
        return SQL(
            "EXISTS (SELECT FROM %s WHERE %s AND %s = %s OFFSET 0)",
            seen.from_clause,
            seen.where_clause or SQL("TRUE"),
            SQL.identifier(seen.table, "id"),
            SQL.identifier(alias, "res_id"),
        )
