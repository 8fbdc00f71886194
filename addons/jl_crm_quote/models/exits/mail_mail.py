from odoo import models


class MailMail(models.Model):
    _name = "mail.mail"
    _inherit = "mail.mail"

    def send(self, auto_commit=False, raise_exception=False, post_send_callback=None):
        blocked = self.browse()
        # what was approved when a later hour was set may be another offer by now
        for mail in self.filtered(lambda one: one.scheduled_date and one.res_id):
            renders = self.env["mail.render.mixin"]
            if document := renders._find_blocked(mail.model, mail.res_id):
                mail.write(
                    {
                        "state": "cancel",
                        "failure_reason": document._get_blocked_message(),
                    }
                )
                document._notify_unsent_mail(mail.create_uid)
                blocked |= mail
        return super(MailMail, self - blocked).send(
            auto_commit=auto_commit,
            raise_exception=raise_exception,
            post_send_callback=post_send_callback,
        )
