from odoo import models


class MailMail(models.Model):
    _name = "mail.mail"
    _inherit = "mail.mail"

    def send(self, auto_commit=False, raise_exception=False, post_send_callback=None):
        # of a savepoint that was rolled back Odoo sends the mails, too: they are gone
        mails = self.exists()
        mails.check_access("read")
        blocked = self.browse()
        for mail in mails:
            if document := mail._find_what_blocks():
                mail.write(
                    {
                        "state": "cancel",
                        "failure_reason": document._get_blocked_message(),
                    }
                )
                document._notify_unsent_mail(mail.create_uid)
                blocked |= mail
        return super(MailMail, mails - blocked).send(
            auto_commit=auto_commit,
            raise_exception=raise_exception,
            post_send_callback=post_send_callback,
        )

    def _find_what_blocks(self):
        """Return the documents for whose sake the mail may not leave, if any."""
        renders = self.env["mail.render.mixin"]
        files = self.sudo().attachment_ids
        is_outside = files and self._goes_outside()
        # what was approved when a later hour was set may be another offer by now
        is_asked = self.res_id and (self.scheduled_date or is_outside)
        document = is_asked and renders._find_blocked(self.model, self.res_id)
        # the file of a paper is not sent from another record either
        return document or (is_outside and files._find_held_papers())

    def _goes_outside(self):
        """Whether a colleague sends it to somebody outside."""
        mail = self.sudo()
        # in whose name a colleague writes counts for nothing
        writer = mail.create_uid
        is_theirs = writer.share or writer == self.env.ref("base.user_root")
        if is_theirs and mail.author_id.partner_share:
            return False
        return bool(mail.email_to or mail.email_cc) or any(
            mail.recipient_ids.mapped("partner_share")
        )
