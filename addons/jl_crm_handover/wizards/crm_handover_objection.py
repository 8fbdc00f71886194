from odoo import fields, models


class CrmHandoverObjection(models.TransientModel):
    """Asks why items of a checklist go back (HUA-3)."""

    _name = "crm.handover.objection"
    _description = "Send Items Back"

    line_ids = fields.Many2many(
        comodel_name="crm.handover.line",
        string="Items",
        required=True,
    )
    reason = fields.Text(required=True)

    def action_send_back(self):
        """Send the items back to the person who hands over (HUA-3)."""
        self.ensure_one()
        self.line_ids._send_back(self.reason)
        return {"type": "ir.actions.act_window_close"}
