from odoo import models

from ..models.entry.res_partner import leave_unattended


class CrmLead2opportunityPartnerMass(models.TransientModel):
    _inherit = "crm.lead2opportunity.partner.mass"

    def action_mass_convert(self):
        # of many leads at once nobody can be asked: one would hold up all others
        window = leave_unattended(self)
        return super(CrmLead2opportunityPartnerMass, window).action_mass_convert()
