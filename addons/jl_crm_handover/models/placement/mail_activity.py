from odoo import api, models
from odoo.fields import Domain


class MailActivity(models.Model):
    _name = "mail.activity"
    _inherit = "mail.activity"

    @api.model
    def _work_open_domain(self):
        """What somebody has to do for a handover is not handed over with it."""
        return super()._work_open_domain() & Domain("res_model", "!=", "crm.handover")
