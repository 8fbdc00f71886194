from odoo import api, models

# compared by identity: nothing that comes over RPC can pass for it
TRYING = object()


class MailRenderMixin(models.AbstractModel):
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
        if self.env.context.get("jl_crm_quote_trying") is TRYING:
            return
        if model in self.env["crm.review.mixin"]._get_review_models():
            self.env[model].browse(res_ids).exists()._ensure_released()
