from odoo import api, models


class CrmMergeEngine(models.AbstractModel):
    """The trials of those who were merged are the survivor's (RES-3)."""

    _name = "crm.merge.engine"
    _inherit = "crm.merge.engine"

    @api.model
    def _keep_customer(self, survivor, losers):
        result = super()._keep_customer(survivor, losers)
        survivor._refresh_trial()
        return result
