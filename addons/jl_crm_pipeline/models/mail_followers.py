from odoo import api, fields, models


class MailFollowers(models.Model):
    _name = "mail.followers"
    _inherit = ["mail.followers", "hidden.reach.mixin"]

    email = fields.Char(
        related=None,
        compute="_compute_email",
    )

    @api.depends("partner_id.email")
    @api.depends_context("uid")
    def _compute_email(self):
        self._tell_reach("email")
