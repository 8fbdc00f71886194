from odoo import models


class CrmPartnerMerge(models.Model):
    """A merge is not undone while one of its customers is reserved (HUA-6)."""

    _name = "crm.partner.merge"
    _inherit = "crm.partner.merge"

    def _ensure_undoable(self):
        result = super()._ensure_undoable()
        self.partner_ids._ensure_unreserved()
        return result
