from odoo import api, models


class PortalShare(models.TransientModel):
    _inherit = "portal.share"

    def _compute_share_link(self):
        for share in self:
            share._ensure_reviewed()
        return super()._compute_share_link()

    @api.model
    def default_get(self, fields):
        context = self.env.context
        self.new(
            {
                "res_model": context.get("active_model"),
                "res_id": context.get("active_id"),
            }
        )._ensure_reviewed()
        return super().default_get(fields)

    def action_send_mail(self):
        self._ensure_reviewed()
        return super().action_send_mail()

    def _ensure_reviewed(self):
        """:raise UserError: what is shared was not approved (K3Q-4)"""
        reviewed = self.env["crm.review.mixin"]._get_review_models()
        if self.res_model in reviewed and self.res_id:
            document = self.env[self.res_model].browse(self.res_id).exists()
            document.check_access("read")
            document._ensure_released()
