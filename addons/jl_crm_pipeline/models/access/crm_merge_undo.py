from odoo import api, models


class CrmMergeUndo(models.AbstractModel):
    """Nothing comes back to who has left; who was let in is out (RES-2, K3D-4)."""

    _name = "crm.merge.undo"
    _inherit = "crm.merge.undo"

    @api.model
    def _after_undo(self, merge):
        result = super()._after_undo(merge)
        partners = merge.partner_ids.exists()
        partners._release_from_absent()
        grants = self.env["crm.customer.grant"]
        grants.search([("merge_id", "=", merge.id)]).unlink()
        # a day that was set back counts at once
        self.env["res.users"]._forget_granted()
        return result
