from odoo import api, models


class CrmMergeUndo(models.AbstractModel):
    """Nothing comes back to whoever has left since the merge (RES-2)."""

    _name = "crm.merge.undo"
    _inherit = "crm.merge.undo"

    @api.model
    def _after_undo(self, merge):
        result = super()._after_undo(merge)
        partners = merge.partner_ids.exists()
        partners._release_from_absent()
        return result
