from odoo import models


class CrmLead2opportunityPartnerMass(models.TransientModel):
    _inherit = "crm.lead2opportunity.partner.mass"

    def action_mass_convert(self):
        # of many leads at once nobody can be asked: one would hold up all others
        partners = self.env["res.partner"]._as_unattended()
        window = self.with_context(**partners.env.context)
        return super(CrmLead2opportunityPartnerMass, window).action_mass_convert()
