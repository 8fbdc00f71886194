from odoo import api, models


class IrAttachment(models.Model):
    _inherit = "ir.attachment"

    @api.model_create_multi
    def create(self, vals_list):
        attachments = super().create(vals_list)
        attachments._touch_reviews()
        return attachments

    def write(self, vals):
        self._touch_reviews()
        result = super().write(vals)
        self._touch_reviews()
        return result

    def unlink(self):
        self._touch_reviews()
        return super().unlink()

    def _touch_reviews(self):
        """Files may be a part of what was offered: have their documents looked at."""
        if not self:
            return
        reviewed = self.env["crm.review.mixin"]._get_review_models()
        for attachment in self.sudo():
            if attachment.res_model in reviewed and attachment.res_id:
                document = self.env[attachment.res_model].browse(attachment.res_id)
                document.exists()._touch_review()
