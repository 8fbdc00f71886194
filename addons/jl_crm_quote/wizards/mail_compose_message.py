from odoo import models


class MailComposeMessage(models.TransientModel):
    _inherit = "mail.compose.message"

    def _action_send_mail(self, auto_commit=False):
        for wizard in self:
            if wizard.model and not wizard._is_note_among_colleagues():
                wizard._ensure_reviewed(wizard.model, wizard._get_addressed_ids())
        return super()._action_send_mail(auto_commit)

    def _is_note_among_colleagues(self):
        # a note goes to whom it names as well; a mailing is asked when it is written
        is_outside = any(self.partner_ids.mapped("partner_share"))
        return self.subtype_is_log and not is_outside

    def _get_addressed_ids(self):
        if self.res_domain:
            return self.env[self.model].search(self._evaluate_res_domain()).ids
        return self._evaluate_res_ids()
