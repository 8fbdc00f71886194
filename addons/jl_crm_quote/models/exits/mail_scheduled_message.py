from odoo import api, models


class MailScheduledMessage(models.Model):
    _name = "mail.scheduled.message"
    _inherit = "mail.scheduled.message"

    @api.model_create_multi
    def create(self, vals_list):
        messages = super().create(vals_list)
        for message in messages:
            if blocked := message._find_blocked():
                blocked._ensure_released()
        return messages

    def _post_message(self, raise_exception=True):
        # what was approved when it was written may be another offer by now
        blocked = self.browse()
        for message in self:
            if document := message._find_blocked():
                if raise_exception:
                    document._ensure_released()
                document._notify_unsent_mail(message.create_uid)
                blocked |= message
        blocked.unlink()
        return super(MailScheduledMessage, self - blocked)._post_message(
            raise_exception
        )

    def _find_blocked(self):
        """Return the document of a message that goes outside, if it may not leave."""
        is_inside = self.is_note and not any(self.partner_ids.mapped("partner_share"))
        renders = self.env["mail.render.mixin"]
        return not is_inside and renders._find_blocked(self.model, self.res_id)
