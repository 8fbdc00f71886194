from odoo import api, models
from odoo.exceptions import AccessError


class IrFilters(models.Model):
    """Nobody hides customers from colleagues by what their lists begin with (CAR-7)."""

    _name = "ir.filters"
    _inherit = "ir.filters"

    @api.constrains("is_default", "user_ids")
    def _check_default_of_all(self):
        if self.env.user._is_system():
            return
        if self.filtered(lambda one: one.is_default and one.user_ids != self.env.user):
            raise AccessError(
                self.env._(
                    "With which filter everybody's list begins is set by an "
                    "administrator. Make it the default for yourself alone."
                )
            )
