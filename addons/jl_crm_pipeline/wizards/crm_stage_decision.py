from odoo import fields, models


class CrmStageDecision(models.TransientModel):
    """Asks a director whether an opportunity enters a stage (K3O-1)."""

    _name = "crm.stage.decision"
    _description = "Decision on a Stage"
    _inherit = ["decision.asking.mixin"]

    lead_id = fields.Many2one(comodel_name="crm.lead", required=True)
    stage_id = fields.Many2one(related="lead_id.asked_stage_id")
    asked_by_id = fields.Many2one(related="lead_id.asked_by_id")
    note = fields.Text()

    def action_approve(self):
        """Let the opportunity in; who asked is told (K3O-1)."""
        self.ensure_one()
        self.lead_id._decide_stage("yes", self.note)
        return {"type": "ir.actions.act_window_close"}

    def action_refuse(self):
        """Do not let it in, with the reason (K3O-1).

        :raise UserError: there is no reason
        """
        self.ensure_one()
        self.lead_id._decide_stage("no", self._ensure_reason(self.note))
        return {"type": "ir.actions.act_window_close"}
