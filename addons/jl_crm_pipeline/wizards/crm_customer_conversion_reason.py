from odoo import api, fields, models


class CrmCustomerConversionReason(models.TransientModel):
    """Asks for the reason of a refusal or a withdrawal (K3C-5)."""

    _name = "crm.customer.conversion.reason"
    _description = "Reason of a Conversion's Refusal or Withdrawal"

    conversion_ids = fields.Many2many(
        comodel_name="crm.customer.conversion",
        relation="crm_customer_conversion_reason_rel",
        required=True,
    )
    decision = fields.Selection(
        selection=[("refuse", "Refuse"), ("withdraw", "Withdraw")],
        required=True,
    )
    reason = fields.Text(required=True)

    @api.model
    def _open_for(self, conversions, decision):
        titles = {
            "refuse": self.env._("Refuse the Conversion"),
            "withdraw": self.env._("Withdraw"),
        }
        return {
            "type": "ir.actions.act_window",
            "name": titles[decision],
            "res_model": self._name,
            "view_mode": "form",
            "target": "new",
            "context": {
                "default_conversion_ids": conversions.ids,
                "default_decision": decision,
            },
        }

    def action_decide(self):
        """Refuse or withdraw with the reason that was typed (K3C-5)."""
        self.ensure_one()
        if self.decision == "refuse":
            self.conversion_ids.action_refuse(self.reason)
        else:
            self.conversion_ids.action_withdraw(self.reason)
        return {"type": "ir.actions.act_window_close"}
