from odoo import fields, models


class CrmLeadLost(models.TransientModel):
    _name = "crm.lead.lost"
    _inherit = "crm.lead.lost"

    lost_competitor_id = fields.Many2one(
        comodel_name="crm.competitor",
        string="Lost to",
    )
    is_lost_to_nobody = fields.Boolean(
        string="No Winner",
        help="The customer buys from nobody: the project was postponed or given up.",
    )

    def action_lost_reason_apply(self):
        """Keep who won instead, then lose the opportunities (K3O-5)."""
        if self.lost_competitor_id or self.is_lost_to_nobody:
            self.lead_ids.write(
                {
                    "lost_competitor_id": self.lost_competitor_id.id,
                    "is_lost_to_nobody": self.is_lost_to_nobody,
                }
            )
        return super().action_lost_reason_apply()
