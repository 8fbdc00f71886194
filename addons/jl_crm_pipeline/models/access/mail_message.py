from odoo import api, models

from odoo.addons.jl_crm_base.tools.guard import is_person


class MailMessage(models.Model):
    """A message names as its author, and answers, what its writer may read (CAR-7)."""

    _name = "mail.message"
    _inherit = "mail.message"

    @api.model_create_multi
    def create(self, vals_list):
        self._ensure_named_readable(vals_list)
        return super().create(vals_list)

    def write(self, vals):
        self._ensure_named_readable([vals])
        return super().write(vals)

    @api.model
    def _ensure_named_readable(self, vals_list):
        """:raise AccessError: the values name somebody or something hidden"""
        if not is_person(self.env):
            return
        vals_list = [*vals_list, self._read_defaults(["author_id", "parent_id"])]
        me = self.env.user.partner_id.id
        authors = {vals.get("author_id") for vals in vals_list} - {me, None, False}
        parents = {vals.get("parent_id") for vals in vals_list} - {None, False}
        if authors:
            self.env["res.partner"].browse(authors)._ensure_readable()
        if parents:
            self.browse(parents)._ensure_readable()
