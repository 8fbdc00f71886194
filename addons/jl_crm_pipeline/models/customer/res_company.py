from odoo import api, models


class ResCompany(models.Model):
    _inherit = "res.company"

    @api.model_create_multi
    def create(self, vals_list):
        companies = super().create(vals_list)
        companies.partner_id._unmake_customers()
        return companies

    def write(self, vals):
        result = super().write(vals)
        if "partner_id" in vals:
            self.partner_id._unmake_customers()
        return result
