from odoo import models

from ..profile.res_partner import INCOMPLETE


class CrmLead(models.Model):
    """A customer made of a lead has what the lead says, and no more (K3D-1)."""

    _name = "crm.lead"
    _inherit = "crm.lead"

    def _create_customer(self, with_parent=None):
        lead = INCOMPLETE.give(self)
        customer = super(CrmLead, lead)._create_customer(with_parent=with_parent)
        return customer.with_env(self.env)
