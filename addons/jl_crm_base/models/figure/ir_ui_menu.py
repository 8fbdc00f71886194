from odoo import api, models

from .res_users import ACTION


class IrUiMenu(models.Model):
    _name = "ir.ui.menu"
    _inherit = "ir.ui.menu"

    @api.model
    def _load_menus_blacklist(self):
        """Who does not begin with the workplace has no entry for it either."""
        hidden = super()._load_menus_blacklist()
        if self.env.user._has_workplace():
            return hidden
        action = self.env.ref(ACTION)
        entries = self.sudo().search([("action", "=", f"{action._name},{action.id}")])
        return [*hidden, *entries.ids]
