from odoo import api, models


class MailRenderMixin(models.AbstractModel):
    _name = "mail.render.mixin"
    _inherit = "mail.render.mixin"

    @api.model
    def _render_template(
        self,
        template_src,
        model,
        res_ids,
        engine="inline_template",
        add_context=None,
        options=None,
    ):
        # templates of mails, text messages and mailings; the views are the system's own
        # notes in the history of the document
        if engine != "qweb_view":
            self._ensure_reviewed(model, res_ids)
        return super()._render_template(
            template_src, model, res_ids, engine, add_context, options
        )

    @api.model
    def _ensure_reviewed(self, model, res_ids):
        """:raise UserError: what is written about was not approved (K3Q-4)"""
        if model in self.env["crm.review.mixin"]._get_review_models():
            self.env[model].browse(res_ids).exists()._ensure_released()

    @api.model
    def _find_blocked(self, model, res_id):
        """Return the document that a waiting mail is about, if it may not leave now."""
        if model not in self.env["crm.review.mixin"]._get_review_models():
            return self.browse()
        return self.env[model].browse(res_id).exists()._filter_blocked()
