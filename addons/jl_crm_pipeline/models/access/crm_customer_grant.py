from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.fields import Domain
from odoo.tools import SQL

KINDS = ("opportunities", "quotations")
TERMS = frozenset({"access", "date_until", "with_opportunities", "with_quotations"})


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
    # the undo of the merge takes it back, unless somebody has changed it
    merge_id = fields.Many2one(
        comodel_name="crm.partner.merge",
        string="From a Merge",
        readonly=True,
        copy=False,
        ondelete="set null",
        index="btree_not_null",
        export_string_translation=False,
    )

    # it holds all that is asked of a user's grants: their rows are not read
    _one_per_user = models.UniqueIndex(
        "(user_id, partner_id) "
        "INCLUDE (access, date_until, with_opportunities, with_quotations) "
        "WHERE user_id IS NOT NULL",
        "This customer is already shared with that user: change that line.",
    )
    _one_per_team = models.UniqueIndex(
        "(team_id, partner_id) WHERE team_id IS NOT NULL",
        "This customer is already shared with that team: change that line.",
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
                        "%(name)s is not a customer: everybody sees it as it is.",
                        name=grant.partner_id.display_name,
                    )
                )

    def write(self, vals):
        result = super().write(vals)
        if not TERMS.isdisjoint(vals):
            # what somebody has changed is theirs, whatever becomes of the merge
            self.sudo().filtered("merge_id").merge_id = False
        return result

    @api.model
    def _get_granted_domain(self, mode, kind):
        """Return the domain of the work that is shared along with its customer.

        :param str mode: ``read`` or ``edit``
        :param str kind: ``opportunities`` or ``quotations``
        """

        # asks through the model of the moment: a rule's domain outlives its cursor
        def to_sql(model, alias, query):
            partners = model.env["res.partner"]
            customer = partners._field_to_sql("shared", "commercial_partner_id", query)
            grants = model.env["crm.customer.grant"]
            shared = grants._get_granted_sql(customer, mode, kind)
            # PostgreSQL plans a question about all customers even where it asks nothing
            if shared.code == "FALSE":
                return shared
            return SQL(
                "%s IN (SELECT shared.id FROM res_partner shared WHERE %s)",
                model._field_to_sql(alias, "partner_id", query),
                shared,
            )

        return Domain.custom(to_sql=to_sql)

    @api.model
    def _get_granted_terms(self, mode, kind):
        """Return the condition on a grant ``g``.

        :param str kind: ``opportunities`` or ``quotations``, when they have to be
        """
        terms = super()._get_granted_terms(mode, kind)
        if kind in KINDS:
            terms = SQL("%s AND %s", terms, SQL.identifier("g", f"with_{kind}"))
        return terms
