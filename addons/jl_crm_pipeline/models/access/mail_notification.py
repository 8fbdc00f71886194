from odoo import models


class MailNotification(models.Model):
    """Who was told of a message is told to whoever may read the message (CAR-7)."""

    _name = "mail.notification"
    _inherit = ["mail.notification", "document.row.mixin"]

    _own_fields = ("res_partner_id", "author_id")

    def _read_documents(self):
        return [
            (id_, "mail.message", message, *partners)
            for id_, message, *partners in self._read_columns("mail_message_id")
        ]
