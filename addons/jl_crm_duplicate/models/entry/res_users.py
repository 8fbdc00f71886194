from odoo import api, models


class ResUsers(models.Model):
    _name = "res.users"
    _inherit = "res.users"

    @api.model_create_multi
    def create(self, vals_list):
        # the partner is made before the user: only then it is seen to be a colleague
        with self.env["res.partner"]._guard_duplicates():
            return super().create(vals_list)
