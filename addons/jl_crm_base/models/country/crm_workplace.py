from odoo import api, models


class CrmWorkplace(models.AbstractModel):
    """Administrators are asked on their first page where the company is."""

    _name = "crm.workplace"
    _inherit = "crm.workplace"

    @api.model
    def _list_blocks(self):
        blocks = super()._list_blocks()
        if not self.env.user.has_group("base.group_system"):
            return blocks
        if not self.env.company._asks_for_country():
            return blocks
        return {
            **blocks,
            "country": {"action": "jl_crm_base.crm_country_choice_action"},
        }
