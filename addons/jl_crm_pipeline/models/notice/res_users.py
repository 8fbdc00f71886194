from odoo import api, models
from odoo.tools import SQL


class ResUsers(models.Model):
    """The notices of a user wait until the user looks at a screen (CON-2)."""

    _name = "res.users"
    _inherit = "res.users"

    @api.model
    # the messages were addressed to the user in person, who may read them
    def take_notices(self):  # pylint: disable=sudo-before-access-check
        """Return what the user has not been shown yet, each of them once (CON-2).

        One statement takes them: of two windows that ask at once, one shows them.
        What was read in the message centre meanwhile is not shown any more.

        :return: what :meth:`_prepare_notice` says of each, the oldest first
        :rtype: list[dict]
        """
        rows = self.env["mail.notification"]
        rows.flush_model(["notice_pending", "is_read", "res_partner_id"])
        taken = self.env.execute_query(
            SQL(
                """
                UPDATE mail_notification SET notice_pending = FALSE
                 WHERE res_partner_id = %s AND notice_pending
             RETURNING mail_message_id, is_read
                """,
                self.env.user.partner_id.id,
            )
        )
        rows.invalidate_model(["notice_pending"], flush=False)
        unread = sorted(message for message, is_read in taken if not is_read)
        messages = self.env["mail.message"].sudo().browse(unread).exists()
        return [self._word_notice(message) for message in messages]

    @api.model
    def _word_notice(self, message):
        thread = self.env["mail.thread"]
        if message.res_id and hasattr(self.env.get(message.model), "_prepare_notice"):
            thread = self.env[message.model].browse(message.res_id).exists()
        return thread._prepare_notice(message)
