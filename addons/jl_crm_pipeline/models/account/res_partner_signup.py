from odoo import models


class ResPartner(models.Model):
    """Logins, and links to become a user, are told of whom one may read (CAR-7)."""

    _name = "res.partner"
    _inherit = "res.partner"

    def signup_get_auth_param(self):
        """Return what a link to the portal carries, of each partner.

        :rtype: dict
        :raise AccessError: the user may not read one of them
        """
        self.check_access("read")
        return super().signup_get_auth_param()
