from odoo import api, models


class ResUsers(models.Model):
    _name = "res.users"
    _inherit = "res.users"

    @api.model
    def _get_signup_invitation_scope(self):
        # whoever works here is entered by an administrator
        if not self.env["ir.ui.menu"]._shows_offers():
            return "b2b"
        return super()._get_signup_invitation_scope()
