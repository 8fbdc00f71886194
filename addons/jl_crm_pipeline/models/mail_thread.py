from odoo import models


class MailThread(models.AbstractModel):
    _inherit = "mail.thread"

    def _message_get_suggested_recipients_batch(
        self,
        reply_discussion=False,
        reply_message=None,
        no_create=True,
        primary_email=False,
        additional_partners=None,
    ):
        # who sees a document but not all customers that take part in it is
        # proposed those whom they see, and refused nothing (CAR-7)
        threads = self.sudo() if no_create else self
        found = super(MailThread, threads)._message_get_suggested_recipients_batch(
            reply_discussion=reply_discussion,
            reply_message=reply_message,
            no_create=no_create,
            primary_email=primary_email,
            additional_partners=additional_partners,
        )
        return self._keep_seen_recipients(found)

    def _keep_seen_recipients(self, found):
        """Return the recipients without those whom the user may not see."""
        ids = {one["partner_id"] for all_ in found.values() for one in all_} - {False}
        hidden = self.env["res.partner"].browse(ids)
        hidden -= hidden._filtered_access("read")
        return {
            thread: [one for one in all_ if one["partner_id"] not in hidden._ids]
            for thread, all_ in found.items()
        }
