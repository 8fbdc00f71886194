from odoo import fields, models


class CrmLeadClose(models.TransientModel):
    _name = "crm.lead.close"
    _description = "Close Opportunities"

    lead_ids = fields.Many2many(
        comodel_name="crm.lead",
        string="Opportunities",
        required=True,
    )
    reason = fields.Char(required=True)

    def action_close(self):
        """Close the opportunities for the reason given (K3O-5)."""
        self.lead_ids.action_close(self.reason)
        return {"type": "ir.actions.act_window_close"}
