from odoo import api, fields, models
from odoo.fields import Domain

from ...roles import SALESPERSON


class ResPartner(models.Model):
    """Who works on a customer together with whose it is (KIN-1).

    They have the customer shared with them, to edit it: there is no other list.
    """

    _name = "res.partner"
    _inherit = "res.partner"

    collaborator_ids = fields.Many2many(
        comodel_name="res.users",
        string="Collaborating Staff",
        compute="_compute_collaborator_ids",
        search="_search_collaborator_ids",
        groups=SALESPERSON,
        help="Work on the customer as well: they see it, its opportunities and "
        "quotations, and may change the customer.",
    )

    @api.depends(
        "customer_grant_ids.user_id",
        "customer_grant_ids.access",
        "customer_grant_ids.date_until",
    )
    @api.depends_context("uid")
    def _compute_collaborator_ids(self):
        rows = self.env["crm.customer.grant"]._read_group(
            Domain("partner_id", "in", self.ids) & self._get_collaborating_domain(),
            ["partner_id"],
            ["user_id:recordset"],
        )
        collaborators = dict(rows)
        for partner in self:
            partner.collaborator_ids = collaborators.get(partner._origin, False)

    def action_add_collaborator(self):
        """Open the dialogue that shares the customer with those who work along (KIN-1).

        :rtype: dict
        :raise AccessError: the customer is not the user's to share
        """
        self.check_access("read")
        action = self.action_share()
        terms = {
            f"default_{name}": value
            for name, value in self._get_collaborating_terms().items()
        }
        return {
            **action,
            "name": self.env._("Collaborating Staff"),
            "context": {**action["context"], **terms},
        }

    def _search_collaborator_ids(self, operator, value):
        if operator not in ("in", "any"):
            return NotImplemented
        named = Domain("user_id", operator, value)
        collaborating = named & self._get_collaborating_domain()
        return Domain("customer_grant_ids", "any", collaborating)

    @api.model
    def _get_collaborating_domain(self):
        return (
            Domain("user_id", "!=", False)
            & Domain("access", "=", "edit")
            & Domain("is_over", "=", False)
        )

    @api.model
    def _get_collaborating_terms(self):
        return {
            "access": "edit",
            "with_opportunities": True,
            "with_quotations": True,
            "note": self.env._("Collaborating staff"),
        }
