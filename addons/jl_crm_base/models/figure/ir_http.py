from odoo import models

from .res_users import ACTION


class IrHttp(models.AbstractModel):
    _inherit = "ir.http"

    def session_info(self):
        """A session begins with the workplace, unless the user chose a page."""
        info = super().session_info()
        # a session without a user has no page
        is_open = info.get("uid") and not info.get("home_action_id")
        if is_open and self.env.user._has_workplace():
            info["home_action_id"] = self.env.ref(ACTION).id
        return info
