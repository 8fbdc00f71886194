from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import SQL


class CrmLeadGrant(models.Model):
    """An opportunity that others help to advance (K3O-2)."""

    _name = "crm.lead.grant"
    _inherit = ["access.grant.mixin"]
    _description = "Shared Opportunity"
    _order = "date_until DESC, id DESC"
    _rec_name = "lead_id"

    _shared_field = "lead_id"

    lead_id = fields.Many2one(
        comodel_name="crm.lead",
        string="Opportunity",
        required=True,
        index=True,
        ondelete="cascade",
    )
    partner_id = fields.Many2one(
        related="lead_id.partner_id",
        string="Customer",
    )

    _one_per_user = models.UniqueIndex(
        "(user_id, lead_id) WHERE user_id IS NOT NULL",
        "This opportunity is already shared with that user: change that line.",
    )
    _one_per_team = models.UniqueIndex(
        "(team_id, lead_id) WHERE team_id IS NOT NULL",
        "This opportunity is already shared with that team: change that line.",
    )
    _user_or_team = models.Constraint(
        "CHECK ((user_id IS NULL) <> (team_id IS NULL))",
        "Share with a user or with a team.",
    )

    @api.model_create_multi
    def create(self, vals_list):
        grants = super().create(vals_list)
        grants._show_customers(grants._list_viewers())
        return grants

    def write(self, vals):
        viewers = self._list_viewers()
        result = super().write(vals)
        self._show_customers(viewers | self._list_viewers())
        return result

    def unlink(self):
        viewers = self._list_viewers()
        result = super().unlink()
        self._show_customers(viewers)
        return result

    @api.model
    def _get_granted_domain(self, mode):
        """Return the domain of the opportunities that are shared with the user.

        :param str mode: ``read`` or ``edit``
        """

        # asks through the model of the moment: a rule's domain outlives its cursor
        def to_sql(model, alias, query):
            grants = model.env["crm.lead.grant"]
            return grants._get_granted_sql(SQL.identifier(alias, "id"), mode)

        return Domain.custom(to_sql=to_sql)

    def _list_viewers(self):
        """Return who sees which customer through these: (customer, user, team)."""
        return {
            (customer, grant.user_id, grant.team_id)
            for grant in self.sudo()
            for customer in grant.lead_id.partner_id.commercial_partner_id
            if customer.customer_status
        }

    @api.model
    def _show_customers(self, viewers):
        """Let those read the customers who have to for their opportunities' sake.

        It is no right of its own, so it takes no more to give it than to see the
        customer: it ends with the opportunity's, and where the customer is shared
        anyway it changes nothing.

        :param set viewers: (customer, user, team), as :meth:`_list_viewers` has them
        """
        for customer, user, team in viewers:
            to_whom = [("user_id", "=", user.id), ("team_id", "=", team.id)]
            lead = "lead_id.partner_id.commercial_partner_id"
            shared = self.sudo().search([(lead, "=", customer.id), *to_whom])
            known = self.env["crm.customer.grant"].sudo()
            known = known.search([("partner_id", "=", customer.id), *to_whom])
            self._sync_customer_grant(known, shared, customer)

    @api.model
    def _sync_customer_grant(self, known, shared, customer):
        if known and not known.is_derived:
            return
        if not shared:
            known.unlink()
            return
        days = shared.mapped("date_until")
        terms = {"date_until": all(days) and max(days)}
        if known:
            known.write(terms)
        elif customer.with_env(self.env).has_access("read"):
            known.create(
                {
                    **terms,
                    "partner_id": customer.id,
                    "user_id": shared[0].user_id.id,
                    "team_id": shared[0].team_id.id,
                    "is_derived": True,
                    "note": shared[0].note or shared[0].lead_id.name,
                }
            )
