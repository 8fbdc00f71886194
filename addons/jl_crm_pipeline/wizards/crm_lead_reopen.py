from odoo import fields, models


class CrmLeadReopen(models.TransientModel):
    _name = "crm.lead.reopen"
    _description = "Reopen Opportunities"

    lead_ids = fields.Many2many(
        comodel_name="crm.lead",
        string="Opportunities",
        required=True,
        context={"active_test": False},
    )
    stage_id = fields.Many2one(
        comodel_name="crm.stage",
        string="Go on in",
        domain=[("stage_state", "=", "open")],
        help="Empty: the stage in which it was before.",
    )
    reason = fields.Char(required=True)

    def action_reopen(self):
        """Take the opportunities up again for the reason given (K3O-5)."""
        self.lead_ids.action_reopen(self.reason, self.stage_id)
        return {"type": "ir.actions.act_window_close"}
