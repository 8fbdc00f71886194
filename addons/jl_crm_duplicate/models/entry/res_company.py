from odoo import api, models


class ResCompany(models.Model):
    _name = "res.company"
    _inherit = "res.company"

    @api.model_create_multi
    def create(self, vals_list):
        # the partner is made before the company: only then it is seen to be our own
        with self.env["res.partner"]._guard_duplicates():
            return super().create(vals_list)
