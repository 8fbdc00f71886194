import werkzeug.exceptions

from odoo import models
from odoo.http import request

PAGE = "/web/first_password"
# who does not use the page changes the password with this
CHANGE = "/web/dataset/call_kw/res.users/change_password"


class IrHttp(models.AbstractModel):
    _inherit = "ir.http"

    @classmethod
    def _authenticate(cls, endpoint):
        result = super()._authenticate(endpoint)
        if request.session.uid:
            cls._ask_own_password(endpoint)
        return result

    @classmethod
    def _ask_own_password(cls, endpoint):
        """Whoever has a given password is a visitor until it is changed (TUR-1)."""
        routing = endpoint.routing
        user = request.env["res.users"].sudo().browse(request.session.uid)
        is_open = routing["auth"] == "none" or routing.get("own_password")
        if is_open or not user._has_first_password():
            return
        if routing["auth"] == "public":
            request.update_env(user=request.env.ref("base.public_user").id)
        elif routing["type"] == "http":
            werkzeug.exceptions.abort(request.redirect(PAGE))
        elif request.httprequest.path != CHANGE:
            user.with_user(user)._refuse_first_password()
