from odoo import api, models


class MailScheduledMessage(models.Model):
    _inherit = "mail.scheduled.message"

    @api.model_create_multi
    def create(self, vals_list):
        messages = super().create(vals_list)
        for message in messages:
            if held := message._find_held():
                held._ensure_released()
        return messages

    def _post_message(self, raise_exception=True):
        # what was approved when it was written may be another offer by now
        held = self.browse()
        for message in self:
            if document := message._find_held():
                if raise_exception:
                    document._ensure_released()
                document._tell_held_mail(message.create_uid)
                held |= message
        held.unlink()
        return super(MailScheduledMessage, self - held)._post_message(raise_exception)

    def _find_held(self):
        """Return the document of a message that goes outside, if it may not leave."""
        is_inside = self.is_note and not any(self.partner_ids.mapped("partner_share"))
        renders = self.env["mail.render.mixin"]
        return not is_inside and renders._find_held(self.model, self.res_id)
