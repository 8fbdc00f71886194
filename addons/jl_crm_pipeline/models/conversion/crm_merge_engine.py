from odoo import api, models


class CrmMergeEngine(models.AbstractModel):
    """The survivor of a merge has traded when one of the losers has (K3C-4)."""

    _name = "crm.merge.engine"
    _inherit = "crm.merge.engine"

    @api.model
    def _before_merge(self, merges):
        asking = merges.partner_ids._get_open_conversions().partner_id
        for merge in merges:
            if merge.partner_ids & asking:
                with self._recording(merge):
                    self._keep_one_request(merge.partner_ids, merge.survivor_id)
        return super()._before_merge(merges)

    @api.model
    def _keep_one_request(self, partners, survivor):
        """Leave the survivor one open request, or none if one of them has traded."""
        opened = partners._get_open_conversions()
        kept = opened.filtered(lambda request: request.partner_id == survivor)
        kept = kept or opened[:1]
        if any(partners.mapped("is_transacting")):
            kept = kept.browse()
        if spare := opened - kept:
            reason = self.env._("Merged into %(customer)s.", customer=survivor.name)
            spare._decide("withdrawn", reason)

    @api.model
    def _take_over_trade(self, survivor, losers):
        self._keep_conversion(survivor, losers)
        return super()._take_over_trade(survivor, losers)

    @api.model
    def _keep_conversion(self, survivor, losers):
        """The survivor is converted as the first of the losers that was."""
        traded = losers.filtered("is_transacting")[:1]
        if traded and survivor.customer_status == "potential":
            survivor._write_system(
                {
                    "customer_status": "transacting",
                    "conversion_date": traded.conversion_date,
                    "conversion_user_id": traded.conversion_user_id.id,
                }
            )
