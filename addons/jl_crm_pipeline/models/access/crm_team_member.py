from odoo import api, models


class CrmTeamMember(models.Model):
    _inherit = "crm.team.member"

    @api.model_create_multi
    def create(self, vals_list):
        members = super().create(vals_list)
        members._forget_access(members.user_id)
        members.user_id._give_salesperson_codes()
        return members

    def write(self, vals):
        before = self.user_id
        result = super().write(vals)
        self._forget_access(before | self.user_id)
        self.user_id._give_salesperson_codes()
        return result

    def unlink(self):
        users = self.user_id
        result = super().unlink()
        self._forget_access(users)
        return result

    @api.model
    def _forget_access(self, users):
        """Leaders, clerks and directors see their team's customers; see anew whose."""
        self.env.registry.clear_cache()
        self.env["res.partner"].invalidate_model(["is_granted", "granted_access"])
        self.env["res.users"]._forget_granted()
        self.env["res.partner"].sudo()._refresh_departments_of(users)
