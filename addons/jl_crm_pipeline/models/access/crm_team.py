from odoo import api, models

# what changes whose customers its leader sees, and where a leader works
LEADING_FIELDS = {"user_id", "company_id"}


class CrmTeam(models.Model):
    _inherit = "crm.team"

    @api.model_create_multi
    def create(self, vals_list):
        teams = super().create(vals_list)
        if teams.user_id:
            self._forget_access(teams.user_id)
        return teams

    def write(self, vals):
        before = self.user_id
        result = super().write(vals)
        if not LEADING_FIELDS.isdisjoint(vals):
            self._forget_access(before | self.user_id)
        return result

    @api.model
    def _forget_access(self, leaders):
        self.env.registry.clear_cache()
        self.env["res.partner"].sudo()._refresh_departments_of(leaders)
