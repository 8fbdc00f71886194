from odoo import models
from odoo.fields import Domain

SETTING, DEFAULT_SETTING = "jl_crm_base.begin_page", "workplace"
ACTION = "jl_crm_base.crm_workplace_action"


class ResUsers(models.Model):
    """With which page somebody begins the day."""

    _name = "res.users"
    _inherit = "res.users"

    def _has_workplace(self):
        """Whether the user, who asks, begins the day with the workplace.

        It is for whom a figure is: each add-on says so with the groups of its own.
        """
        if not self._is_internal() or not self._begins_with_workplace():
            return False
        figures = self.env["crm.figure"].with_user(self)
        domain = Domain("board", "=", "workplace") & figures._get_reader_domain()
        return bool(figures.search_count(domain, limit=1))

    def _begins_with_workplace(self):
        settings = self.env["ir.config_parameter"].sudo()
        return settings.get_param(SETTING, DEFAULT_SETTING) == DEFAULT_SETTING
