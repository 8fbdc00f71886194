from odoo import api, models


class CrmMergeCheck(models.AbstractModel):
    """What is reserved is not merged (HUA-6)."""

    _name = "crm.merge.check"
    _inherit = "crm.merge.check"

    @api.model
    def _get_rules(self):
        return [*super()._get_rules(), self._find_reserved]

    @api.model
    def _find_reserved(self, merges):
        return merges.partner_ids.sudo()._find_reservation() or None
