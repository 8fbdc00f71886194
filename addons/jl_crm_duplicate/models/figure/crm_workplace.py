from odoo import api, models


class CrmWorkplace(models.AbstractModel):
    """The button that looks whether a customer is there already (DUP-1)."""

    _name = "crm.workplace"
    _inherit = "crm.workplace"

    @api.model
    def _list_buttons(self):
        buttons = super()._list_buttons()
        if not self.env["crm.duplicate.search"].has_access("create"):
            return buttons
        return [
            *buttons,
            {
                "code": "analysis",
                "name": self.env._("Duplicate Analysis"),
                "icon": "fa-search",
                "action": "jl_crm_duplicate.crm_duplicate_search_action",
            },
        ]
