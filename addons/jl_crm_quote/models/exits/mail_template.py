from odoo import models


class MailTemplate(models.Model):
    _name = "mail.template"
    _inherit = "mail.template"

    def _check_can_be_rendered(self, fnames=None, render_options=None):
        """A template is tried out on some record: not on one that may not leave."""
        free = self.filtered(lambda template: not template._is_tried_on_blocked())
        return super(MailTemplate, free)._check_can_be_rendered(fnames, render_options)

    def _is_tried_on_blocked(self):
        model = self.sudo().model_id.model
        if model not in self.env["crm.review.mixin"]._get_review_models():
            return False
        sample = self.env[model].search([], limit=1)
        return bool(sample) and not sample._is_released()
