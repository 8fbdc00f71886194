from odoo import models
from odoo.tools import SQL, html2plaintext

from ...roles import SALESPERSON

NOTICE = "jl_crm_pipeline.notice"
LONGEST = 140


class MailThread(models.AbstractModel):
    """What concerns customers lies in the message centre of who sells (K3C-2).

    Whatever a user's notification setting says: Odoo's default is e-mail, which a
    salesperson need not have.
    """

    _name = "mail.thread"
    _inherit = "mail.thread"

    def _notify_get_recipients(self, message, msg_vals=False, **kwargs):
        found = super()._notify_get_recipients(message, msg_vals=msg_vals, **kwargs)
        # what is told of no record is told by a night of ours: reviews, late orders
        if not self or self._is_guarded():
            mailed = [one for one in found if one["notif"] == "email" and one["uid"]]
            users = self.env["res.users"].sudo().browse(one["uid"] for one in mailed)
            sellers = users.filtered(lambda user: user.has_group(SALESPERSON))
            for one in mailed:
                if one["uid"] in sellers._ids:
                    one["notif"] = "inbox"
        return found

    def _notify_thread_by_inbox(
        self, message, recipients_data, msg_vals=False, **kwargs
    ):
        result = super()._notify_thread_by_inbox(
            message, recipients_data, msg_vals=msg_vals, **kwargs
        )
        if not self or self._is_guarded():
            self._show_notice(message, recipients_data)
        return result

    def _show_notice(self, message, recipients_data):
        """Show it on the screens of those who are told in person, at once or later.

        It waits until the reader looks at a screen; the bus says that there is one.
        """
        told = set(message.sudo().partner_ids.ids)
        shown = [
            one
            for one in recipients_data
            if one["notif"] == "inbox" and one["id"] in told and one["uid"]
        ]
        if not shown:
            return
        rows = self.env["mail.notification"]
        rows.flush_model(["mail_message_id", "res_partner_id"])
        self.env.cr.execute(
            SQL(
                """
                UPDATE mail_notification SET notice_pending = TRUE
                 WHERE mail_message_id = %s AND res_partner_id = ANY(%s)
                """,
                message.id,
                [one["id"] for one in shown],
            )
        )
        rows.invalidate_model(["notice_pending"], flush=False)
        for user in self.env["res.users"].browse(one["uid"] for one in shown):
            user._bus_send(NOTICE, {"id": message.id})

    def _prepare_notice(self, message):
        """Return what the web client shows of a message.

        :param message: mail.message
        :return: id, title, text, and the customer and the record that it is about
        :rtype: dict
        """
        text = " ".join(html2plaintext(message.body or "").split())
        return {
            "id": message.id,
            "title": message.subject or message.record_name or "",
            "text": text if len(text) <= LONGEST else f"{text[:LONGEST]}…",
            "customer": self._name_noticed_customer(),
            "model": message.model,
            "res_id": message.res_id,
        }

    def _name_noticed_customer(self):
        if self._name == "res.partner":
            customer = self
        elif "partner_id" in self._fields:
            customer = self.partner_id
        else:
            return ""
        return customer.sudo().commercial_partner_id.name or ""
