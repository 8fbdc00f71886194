from odoo import api, models


class CrmMergeEngine(models.AbstractModel):
    """The survivor of a merge is a customer when one of the losers was."""

    _name = "crm.merge.engine"
    _inherit = "crm.merge.engine"

    @api.model
    def _after_merge(self, merges):
        for merge in merges:
            survivor = merge.survivor_id
            losers = merge.loser_ids.filtered("customer_status")
            if losers and self._can_be_customer(survivor):
                with self._recording(merge):
                    self._keep_customer(survivor, losers)
        return super()._after_merge(merges)

    @api.model
    def _can_be_customer(self, survivor):
        is_independent = survivor == survivor.commercial_partner_id
        return is_independent and not survivor._is_own()

    @api.model
    def _keep_customer(self, survivor, losers):
        """The survivor is a customer with what the losers have been as customers."""
        survivor._make_customers()
        self._take_over_trade(survivor, losers)

    @api.model
    def _take_over_trade(self, survivor, losers):
        """The survivor has ordered, and was spoken with, when one of the losers was."""
        for day in filter(None, losers.mapped("last_contact_date")):
            survivor._record_contact(day)
        survivor._refresh_last_transaction_date()
