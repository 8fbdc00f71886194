from odoo import models
from odoo.fields import Domain


class ResUsers(models.Model):
    _name = "res.users"
    _inherit = "res.users"

    def _get_exit_domain(self, path=""):
        """Return the record rule of quotations: from outside only what was released.

        :param str path: from the model of the rule to sale.order
        """
        if not self.share:
            return Domain.TRUE
        released = self.env["sale.order"]._get_released_domain()
        return Domain(path, "any!", released) if path else released
