from odoo import models


class CrmTeam(models.Model):
    _inherit = "crm.team"

    def write(self, vals):
        result = super().write(vals)
        # its leader sees its members' customers
        if "user_id" in vals:
            self.env.registry.clear_cache()
        return result
