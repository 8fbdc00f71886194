from odoo import models


class CrmLead2opportunityPartnerMass(models.TransientModel):
    _name = "crm.lead2opportunity.partner.mass"
    _inherit = "crm.lead2opportunity.partner.mass"

    def action_mass_convert(self):
        leads, partners = self.env["crm.lead"], self.env["res.partner"]
        # what is done lead by lead passes the gate for all of them together
        with partners._refresh_at_end(), leads._pass_gate_together() as together:
            window = self.with_env(together.env)
            return super(CrmLead2opportunityPartnerMass, window).action_mass_convert()
