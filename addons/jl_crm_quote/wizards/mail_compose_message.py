from odoo import models


class MailComposeMessage(models.TransientModel):
    _inherit = "mail.compose.message"

    def _action_send_mail(self, auto_commit=False):
        for wizard in self:
            if wizard.model and not wizard._is_note_among_colleagues():
                wizard._ensure_reviewed(wizard.model, wizard._get_addressed_ids())
        return super()._action_send_mail(auto_commit)

    def _is_note_among_colleagues(self):
        # a note goes to whom it names as well, and a mailing to the customer anyway
        is_note = self.composition_mode == "comment" and self.subtype_is_log
        return is_note and not any(self.partner_ids.mapped("partner_share"))

    def _get_addressed_ids(self):
        if self.res_domain:
            return self.env[self.model].search(self._evaluate_res_domain()).ids
        return self._evaluate_res_ids()
