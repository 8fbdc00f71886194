from odoo import api, fields, models


class CrmCustomerTrialStep(models.TransientModel):
    """Asks for what a step of a trial needs: why, until when, to whom (RES-3)."""

    _name = "crm.customer.trial.step"
    _description = "Step of a Trial"

    trial_ids = fields.Many2many(
        comodel_name="crm.customer.trial",
        relation="crm_customer_trial_step_rel",
        required=True,
    )
    step = fields.Selection(
        selection=[
            ("refuse", "Refuse"),
            ("withdraw", "Withdraw"),
            ("extend", "Extend"),
            ("assign", "Give to Another Person"),
            ("end", "End"),
        ],
        required=True,
    )
    date_until = fields.Date(string="Held until")
    user_id = fields.Many2one(
        comodel_name="res.users",
        string="To",
        domain="[('share', '=', False)]",
    )
    reason = fields.Text(required=True)

    @api.model
    def _open_for(self, trials, step):
        titles = dict(self._fields["step"]._description_selection(self.env))
        return {
            "type": "ir.actions.act_window",
            "name": titles.get(step, ""),
            "res_model": self._name,
            "view_mode": "form",
            "target": "new",
            "context": {"default_trial_ids": trials.ids, "default_step": step},
        }

    def action_decide(self):
        """Take the step with what was entered (RES-3)."""
        self.ensure_one()
        more = {"extend": [self.date_until], "assign": [self.user_id]}
        method = getattr(self.trial_ids, f"action_{self.step}")
        method(*more.get(self.step, []), self.reason)
        return {"type": "ir.actions.act_window_close"}
