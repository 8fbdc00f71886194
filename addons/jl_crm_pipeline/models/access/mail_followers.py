from odoo import fields, models


class MailFollowers(models.Model):
    _name = "mail.followers"
    _inherit = ["mail.followers", "masked.contact.mixin"]

    email = fields.Char(
        related=None,
        compute="_compute_email",
    )
