from odoo import http
from odoo.exceptions import UserError, ValidationError
from odoo.http import request

from odoo.addons.web.controllers.home import Home

from ..models.account.ir_http import PAGE


class FirstPasswordHome(Home):
    """Leads to the page of the own password whoever came in with a given one."""

    @http.route()
    def web_client(self, s_action=None, **kw):
        if request.session.uid:
            users = request.env["res.users"].sudo()
            if users.browse(request.session.uid)._has_first_password():
                query = {"redirect": request.httprequest.full_path}
                return request.redirect_query(PAGE, query=query)
        return super().web_client(s_action=s_action, **kw)

    @http.route(
        PAGE,
        type="http",
        auth="user",
        methods=["GET", "POST"],
        website=True,
        multilang=False,
        sitemap=False,
        readonly=False,
        own_password=True,
    )
    def first_password(self, redirect=None, **kw):
        """Ask for the user's own password, and set it (TUR-1)."""
        user = request.env.user
        target = self._login_redirect(user.id, redirect=redirect)
        if not user.sudo()._has_first_password():
            return request.redirect(target)
        error = None
        if request.httprequest.method == "POST":
            error = self._set_own_password(kw.get("password"), kw.get("confirmation"))
            if not error:
                return request.redirect(target)
        values = {"error": error, "redirect": redirect, "user": user}
        response = request.render("jl_crm_pipeline.first_password", values)
        response.headers["Cache-Control"] = "no-store"
        response.headers["X-Frame-Options"] = "DENY"
        return response

    def _set_own_password(self, password, confirmation):
        """Set the password, or return the sentence that says why not."""
        user = request.env.user
        try:
            user._choose_password(password or "", confirmation or "")
        except (UserError, ValidationError) as error:
            return str(error)
        # who sets a password stays logged in, here alone
        request.session.session_token = user._compute_session_token(request.session.sid)
        return None
