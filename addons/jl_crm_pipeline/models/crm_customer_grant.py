from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.fields import Domain
from odoo.tools import SQL

KINDS = ("opportunities", "quotations")


class CrmCustomerGrant(models.Model):
    """A customer that is shared with somebody who does not hold it (K3D-4)."""

    _name = "crm.customer.grant"
    _inherit = ["access.grant.mixin"]
    _description = "Shared Customer"
    _order = "date_until DESC, id DESC"
    _rec_name = "partner_id"

    _shared_field = "partner_id"

    partner_id = fields.Many2one(
        comodel_name="res.partner",
        string="Customer",
        required=True,
        index=True,
        ondelete="cascade",
        domain="[('customer_status', '!=', False)]",
    )
    with_opportunities = fields.Boolean(
        help="The customer's opportunities are shared as well.",
    )
    with_quotations = fields.Boolean(
        help="The customer's quotations and orders are shared as well.",
    )
    is_derived = fields.Boolean(
        string="From an Opportunity",
        readonly=True,
        copy=False,
        help="Whoever shares an opportunity shows its customer. It ends with it.",
    )

    _one_per_user = models.UniqueIndex(
        "(user_id, partner_id) WHERE user_id IS NOT NULL",
        "This customer is shared with that user already: change that line.",
    )
    _one_per_team = models.UniqueIndex(
        "(team_id, partner_id) WHERE team_id IS NOT NULL",
        "This customer is shared with that team already: change that line.",
    )
    _user_or_team = models.Constraint(
        "CHECK ((user_id IS NULL) <> (team_id IS NULL))",
        "Share with a user or with a team.",
    )

    @api.constrains("partner_id")
    def _check_customer(self):
        for grant in self:
            if not grant.partner_id.customer_status:
                raise ValidationError(
                    self.env._(
                        "%(name)s is no customer: everybody sees it as it is.",
                        name=grant.partner_id.display_name,
                    )
                )

    @api.model
    def _find_granted(self, mode, customer_ids=None, limit=None):
        """Return the ids of the customers that are shared with the user.

        :param str mode: ``read`` or ``edit``
        :param customer_ids: ask about these alone
        :rtype: set[int]
        """
        query = self._get_granted_query(mode)
        if customer_ids is not None:
            query = SQL(
                "SELECT * FROM (%s) shared WHERE partner_id = ANY(%s)",
                query,
                list(customer_ids),
            )
        if limit:
            query = SQL("%s LIMIT %s", query, limit)
        return {customer for (customer,) in self.env.execute_query(query)}

    @api.model
    def _get_granted_domain(self, mode, kind):
        """Return the domain of partners whose work of a kind the user may see."""

        # asks through the model of the moment: a rule's domain outlives its cursor
        def to_sql(model, alias, query):
            customer = model._field_to_sql(alias, "commercial_partner_id", query)
            grants = model.env["crm.customer.grant"]
            return SQL("%s IN (%s)", customer, grants._get_granted_query(mode, kind))

        return Domain.custom(to_sql=to_sql)

    @api.model
    def _get_granted_query(self, mode, kind=None):
        """Return the question which customers are shared with the user today.

        :param str mode: ``read`` or ``edit``
        :param str kind: ``opportunities`` or ``quotations``, when they have to be
        """
        self.flush_model()
        self.env["crm.team.member"].flush_model(["user_id", "crm_team_id", "active"])
        terms = SQL(
            "(g.date_until IS NULL OR g.date_until >= %s)",
            fields.Date.context_today(self),
        )
        if mode == "edit":
            terms = SQL("%s AND g.access = 'edit'", terms)
        if kind in KINDS:
            terms = SQL("%s AND %s", terms, SQL.identifier("g", f"with_{kind}"))
        return SQL(
            """
            SELECT g.partner_id
              FROM crm_customer_grant g
             WHERE g.user_id = %(user)s AND %(terms)s
             UNION ALL
            SELECT g.partner_id
              FROM crm_team_member m
              JOIN crm_customer_grant g ON g.team_id = m.crm_team_id
             WHERE m.user_id = %(user)s AND m.active AND %(terms)s
            """,
            user=self.env.uid,
            terms=terms,
        )
