from odoo import api, models
from odoo.fields import Domain

from ...roles import ALL_LEADS


class ResUsers(models.Model):
    """Whose opportunities somebody sees (RES-1, K3D-4, K3O-2, K3O-4)."""

    _name = "res.users"
    _inherit = "res.users"

    @api.model
    def _get_shared_domain(self, mode, kind):
        shared = super()._get_shared_domain(mode, kind)
        if kind != "opportunities":
            return shared
        return shared | self.env["crm.lead.grant"]._get_granted_domain(mode)

    def _get_lead_share_domain(self, mode):
        """Return the record rule of grants and splits of opportunities (K3O-2).

        One's own and those below are edited; those that one sees are read.
        """
        if self._works_with_every_lead(mode):
            return Domain.TRUE
        holders = [*self._get_customer_holder_ids(), False]
        leads = Domain("user_id", "in", holders)
        if mode == "read":
            leads |= self._get_work_domain(mode, "opportunities")
        leads &= self._get_unheld_domain(mode, "opportunities")
        return Domain("lead_id", "any!", leads)

    def _get_lead_domain(self, mode, company_ids):
        """Return the record rule of what is a part of an opportunity (K3O-4).

        It is seen by who sees the opportunity: crm's own rules and ours say who.

        :param str mode: ``read`` or ``edit``
        :param list company_ids: the companies that the user works in
        """
        company = Domain("lead_id.company_id", "in", [*company_ids, False])
        if self._works_with_every_lead(mode):
            return company
        own = Domain("lead_id.user_id", "in", [self.id, False])
        customer_field = "lead_id.partner_id"
        theirs = self._get_work_domain(mode, "opportunities", customer_field)
        unheld = self._get_unheld_domain(mode, "opportunities")
        unheld = self._get_paper_part_domain("lead_id", unheld)
        return company & (own | theirs) & unheld

    def _works_with_every_lead(self, mode):
        """Whether the opportunities of all offices are the user's to read, or edit."""
        if mode == "read" and self._reads_every_office():
            return True
        return self.has_group(ALL_LEADS)
