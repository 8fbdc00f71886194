from odoo import models
from odoo.exceptions import UserError


class MailThread(models.AbstractModel):
    """No file of a held paper goes outside from any other record (K3Q-4)."""

    _name = "mail.thread"
    _inherit = "mail.thread"

    def _notify_thread_by_email(self, message, recipients_data, **kwargs):
        if self._takes_files_outside(message, recipients_data):
            held = message.sudo().attachment_ids._find_held_papers()
            if held and not self.env.context.get("cron_id"):
                raise UserError(held._get_blocked_message())
            if held:
                # one that waited does not hold up the others
                return held._notify_unsent_mail(message.sudo().create_uid)
        return super()._notify_thread_by_email(message, recipients_data, **kwargs)

    def _takes_files_outside(self, message, recipients_data):
        """Whether a colleague sends files to somebody outside."""
        if not message.sudo().attachment_ids:
            return False
        # who writes from outside comes by the portal or by mail
        is_theirs = self.env.user.share or self.env.su
        if is_theirs and message.author_id.partner_share:
            return False
        return any(one["share"] for one in recipients_data)
