from odoo import models


class IrActionsServer(models.Model):
    """A webhook is a way out like a mail (K3Q-4, security.md 30)."""

    _name = "ir.actions.server"
    _inherit = "ir.actions.server"

    def _run_action_webhook(self, eval_context=None):
        self.env["mail.render.mixin"]._ensure_reviewed(
            self.model_name, self.env.context.get("active_id") or []
        )
        return super()._run_action_webhook(eval_context)
