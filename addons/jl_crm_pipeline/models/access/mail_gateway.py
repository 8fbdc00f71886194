from odoo import api, models
from odoo.exceptions import AccessError


class MailThread(models.AbstractModel):
    """The gateway of mail writes as the superuser: people do not hand mails in.

    Odoo lets every login call it, with values for the record that it makes, and for
    what hangs on that record.
    """

    _name = "mail.thread"
    _inherit = "mail.thread"

    @api.model
    def message_process(
        self,
        model,
        message,
        custom_values=None,
        save_original=False,
        strip_attachments=False,
        thread_id=None,
    ):
        """Take in a mail, from the system or a gateway of an administrator (CAR-7).

        :raise AccessError: somebody else hands it in
        """
        if not (self.env.su or self.env.user._is_system()):
            raise AccessError(
                self.env._(
                    "Mails come in by the mail server. A gateway hands them in as an "
                    "administrator."
                )
            )
        return super().message_process(
            model,
            message,
            custom_values=custom_values,
            save_original=save_original,
            strip_attachments=strip_attachments,
            thread_id=thread_id,
        )
