from odoo import api, models


class ContractPartMixin(models.AbstractModel):
    """A row of a contract: fixed and reviewed with it (CON-1)."""

    _name = "contract.part.mixin"
    _description = "Row of a Contract"

    @api.model_create_multi
    def create(self, vals_list):
        parts = super().create(vals_list)
        parts.contract_id._ensure_changeable()
        parts.contract_id._touch_review()
        return parts

    def write(self, vals):
        contracts = self.contract_id
        contracts._ensure_changeable()
        result = super().write(vals)
        (contracts | self.contract_id)._ensure_changeable()
        (contracts | self.contract_id)._touch_review()
        return result

    @api.ondelete(at_uninstall=False)
    def _unlink_except_fixed(self):
        self.contract_id._ensure_changeable()
        self.contract_id._touch_review()
