from odoo import api, models

# what changes whose customers its leader sees, and where a leader works
LEADING_FIELDS = {"user_id", "company_id"}


class CrmTeam(models.Model):
    _inherit = "crm.team"

    @api.model_create_multi
    def create(self, vals_list):
        teams = super().create(vals_list)
        if any(vals.get("user_id") for vals in vals_list):
            self.env.registry.clear_cache()
        return teams

    def write(self, vals):
        result = super().write(vals)
        if not LEADING_FIELDS.isdisjoint(vals):
            self.env.registry.clear_cache()
        return result
