from threading import current_thread

from odoo import SUPERUSER_ID, api, fields, models
from odoo.exceptions import AccessDenied, AccessError, UserError
from odoo.http import request
from odoo.tools import ormcache

from odoo.addons.jl_crm_base.tools.permit import Permit

SETTING, DEFAULT_SETTING = "jl_crm_pipeline.first_password", "change"
_OWN = Permit("jl_crm_pipeline_own_password")


class ResUsers(models.Model):
    """A password that somebody else gave is changed at the first login (TUR-1).

    A password counts as given when a person who is logged in
    sets it for another: on the user's form, with the dialogue "Change Password", by
    import or RPC. A password that users set themselves does not count, nor does one
    set through the link of an invitation or a reset, nor one that programs set: data
    files, tests, scripts, LDAP, OAuth.
    An API key is no password, but those of before end with the password of before.
    Portal users and visitors are left alone.
    """

    _name = "res.users"
    _inherit = "res.users"

    has_given_password = fields.Boolean(
        string="Password to Be Changed",
        copy=False,
        groups="base.group_erp_manager",
        help="At the next login the user has to choose a password of their own.",
    )

    def write(self, vals):
        result = super().write(vals)
        if "has_given_password" in vals:
            self.env.registry.clear_cache()
        return result

    def _set_password(self):
        result = super()._set_password()
        self._mark_given_passwords()
        return result

    def _check_credentials(self, credential, env):
        auth_info = super()._check_credentials(credential, env)
        self._ensure_own_password(auth_info, env)
        return auth_info

    @api.model
    def signup(self, values, token=None):
        # the link of an invitation is its user's own, whoever's browser opens it
        return super(ResUsers, self._setting_own()).signup(values, token)

    @api.model
    def _setting_own(self):
        """Return the users such that a password is set by who it belongs to."""
        return _OWN.give(self)

    def _mark_given_passwords(self):
        """Note whose password was given by somebody else, and who has their own."""
        given = self.filtered(lambda user: user._is_given_by_other())
        given.sudo().has_given_password = True
        given.sudo().api_key_ids.unlink()
        own = (self - given).sudo().filtered("has_given_password")
        own.has_given_password = False

    def _is_given_by_other(self):
        """Whether another person sets this user's password at this moment."""
        giver = self.env.user
        if not _is_call() or _OWN.holds(self.env):
            return False
        return giver != self and giver.id != SUPERUSER_ID and giver._is_internal()

    def _has_first_password(self):
        """Whether the user has to choose a password before anything else (TUR-1)."""
        parameters = self.env["ir.config_parameter"].sudo()
        mode = parameters.get_param(SETTING, DEFAULT_SETTING)
        return mode == "change" and self._has_somebodys_password()

    @ormcache("self.id")
    def _has_somebodys_password(self):
        user = self.sudo().exists()
        return bool(user.has_given_password and not user.share)

    def _ensure_own_password(self, auth_info, user_agent_env):
        """Keep a given password from being used by programs (TUR-1).

        :raise AccessDenied: it has to be changed in the browser first
        """
        is_password = auth_info.get("auth_method") == "password"
        is_browser = (user_agent_env or {}).get("interactive", True)
        if is_password and not is_browser and self.env.user._has_first_password():
            raise AccessDenied(self._word_first_password())

    def _refuse_first_password(self):
        """:raise AccessError: says where the password is changed"""
        raise AccessError(self._word_first_password())

    def _word_first_password(self):
        return self.env._(
            "Your password was given to you by somebody else. "
            "Log in with a browser and choose your own first."
        )

    def _choose_password(self, password, confirmation):
        """Set the user's own password in place of the one that was given (TUR-1).

        :raise UserError: the two differ, it is empty, the one so far, or too short
        """
        self.ensure_one()
        if password != confirmation:
            raise UserError(self.env._("The two passwords differ. Type them again."))
        if not password.strip():
            raise UserError(self.env._("Type a password that is not blank."))
        if self._is_present_password(password):
            raise UserError(
                self.env._("This is the password you were given. Choose another one.")
            )
        self.sudo()._change_password(password)
        self.env.flush_all()
        self.env.registry.clear_cache()

    def _is_present_password(self, password):
        credential = {"login": self.login, "password": password, "type": "password"}
        try:
            self._check_credentials(credential, {"interactive": True})
        except AccessDenied:
            return False
        return True


def _is_call():
    """Whether a call from outside is being answered.

    XML-RPC hides its request from the code that it calls, and leaves the thread's user.
    """
    return bool(request) or bool(getattr(current_thread(), "uid", None))
