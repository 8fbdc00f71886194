from odoo import api, models
from odoo.fields import Domain


class CrmLead(models.Model):
    _name = "crm.lead"
    _inherit = ["crm.lead", "customer.work.mixin"]

    @api.model
    def _work_open_domain(self):
        return Domain("won_status", "=", "pending")
