from odoo import api, fields, models


class CrmReviewReason(models.TransientModel):
    """Asks for the reason of a refusal or a withdrawal (K3Q-4)."""

    _name = "crm.review.reason"
    _description = "Reason of a Review's Refusal or Withdrawal"

    res_model = fields.Char(required=True)
    res_id = fields.Many2oneReference(model_field="res_model", required=True)
    decision = fields.Selection(
        selection=[("refuse", "Refuse"), ("withdraw", "Withdraw")],
        required=True,
    )
    reason = fields.Text(required=True)

    @api.model
    def _open_for(self, document, decision):
        document.ensure_one()
        titles = {
            "refuse": self.env._("Refuse"),
            "withdraw": self.env._("Withdraw the Approval"),
        }
        return {
            "type": "ir.actions.act_window",
            "name": titles[decision],
            "res_model": self._name,
            "view_mode": "form",
            "target": "new",
            "context": {
                "default_res_model": document._name,
                "default_res_id": document.id,
                "default_decision": decision,
            },
        }

    def action_decide(self):
        """Refuse or withdraw with the reason that was typed (K3Q-4)."""
        self.ensure_one()
        reviewed = self.env["crm.review.mixin"]._get_review_models()
        if self.res_model in reviewed:
            document = self.env[self.res_model].browse(self.res_id)
            if self.decision == "refuse":
                document.action_review_refuse(self.reason)
            else:
                document.action_review_withdraw(self.reason)
        return {"type": "ir.actions.act_window_close"}
