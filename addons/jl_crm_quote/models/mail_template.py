from odoo import models

from .mail_render_mixin import TRYING


class MailTemplate(models.Model):
    _inherit = "mail.template"

    def _check_can_be_rendered(self, *args, **kwargs):
        # Odoo tries a template with any document, and nobody gets to see the result
        trying = self.with_context(jl_crm_quote_trying=TRYING)
        return super(MailTemplate, trying)._check_can_be_rendered(*args, **kwargs)
