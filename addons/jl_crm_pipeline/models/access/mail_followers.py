from odoo import fields, models


class MailFollowers(models.Model):
    """Who follows a document is told to whoever may read it (CAR-7)."""

    _name = "mail.followers"
    _inherit = ["mail.followers", "masked.contact.mixin", "document.row.mixin"]

    _own_fields = ("partner_id",)

    email = fields.Char(
        related=None,
        compute="_compute_email",
    )

    def _read_documents(self):
        return self._read_columns("res_model", "res_id")
