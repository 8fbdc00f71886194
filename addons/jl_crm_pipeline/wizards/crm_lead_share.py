from odoo import fields, models


class CrmLeadShare(models.TransientModel):
    """Asks who shall help with opportunities, and on what terms (K3O-2)."""

    _name = "crm.lead.share"
    _inherit = ["access.share.mixin"]
    _description = "Share Opportunities"

    _shared_field = "lead_ids"

    lead_ids = fields.Many2many(
        comodel_name="crm.lead",
        string="Opportunities",
        required=True,
    )
    access = fields.Selection(default="edit")
