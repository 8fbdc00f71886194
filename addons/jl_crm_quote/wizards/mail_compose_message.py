from odoo import models


class MailComposeMessage(models.TransientModel):
    _inherit = "mail.compose.message"

    def _action_send_mail(self, auto_commit=False):
        for wizard in self:
            # a note among colleagues is not sent to anybody outside
            if not wizard.subtype_is_log and wizard.model:
                wizard._ensure_reviewed(wizard.model, wizard._get_addressed_ids())
        return super()._action_send_mail(auto_commit)

    def _get_addressed_ids(self):
        if self.res_domain:
            return self.env[self.model].search(self._evaluate_res_domain()).ids
        return self._evaluate_res_ids()
