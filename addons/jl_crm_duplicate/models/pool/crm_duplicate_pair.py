from odoo import api, models


class CrmDuplicatePair(models.Model):
    """What is decided about a pair takes its customers out of the pool (DUP-5)."""

    _name = "crm.duplicate.pair"
    _inherit = "crm.duplicate.pair"

    def _after_decision(self, reason):
        self.env["crm.duplicate.pool"].sudo()._restore_for(self, reason)
        return super()._after_decision(reason)

    @api.model
    def _drop_merged(self, losers):
        result = super()._drop_merged(losers)
        self.env["crm.duplicate.pool"].sudo()._close_merged(losers)
        return result
