from odoo import api, models


class BasePartnerMergeAutomaticWizard(models.TransientModel):
    _inherit = "base.partner.merge.automatic.wizard"

    @api.model
    def _update_foreign_keys(self, src_partners, dst_partner):
        self._keep_one_request(src_partners, dst_partner)
        return super()._update_foreign_keys(src_partners, dst_partner)

    @api.model
    def _keep_one_request(self, src_partners, dst_partner):
        """Leave the survivor one open request, or none if one of them has traded."""
        partners = (dst_partner | src_partners).sudo()
        opened = partners._get_open_conversions()
        kept = opened.filtered(lambda request: request.partner_id == dst_partner)
        kept = kept or opened[:1]
        if any(partners.mapped("is_transacting")):
            kept = kept.browse()
        if spare := opened - kept:
            reason = self.env._("Merged into %(customer)s.", customer=dst_partner.name)
            spare._decide("withdrawn", reason)

    @api.model
    def _update_values(self, src_partners, dst_partner):
        """Keep the survivor's registration; it has traded if one of them had."""
        traded = (src_partners | dst_partner).filtered("is_transacting")[:1]
        result = super()._update_values(
            src_partners, dst_partner._keeping_system_fields()
        )
        self._keep_customer(src_partners, dst_partner)
        if (
            traded
            and traded != dst_partner
            and dst_partner.customer_status == "potential"
        ):
            dst_partner._write_system(
                {
                    "customer_status": "transacting",
                    "conversion_date": traded.conversion_date,
                    "conversion_user_id": traded.conversion_user_id.id,
                }
            )
        dst_partner._refresh_last_transaction_date()
        return result

    @api.model
    def _keep_customer(self, src_partners, dst_partner):
        """Whoever takes a customer in is one, and was spoken with when that one was."""
        customers = src_partners.filtered("customer_status")
        is_independent = dst_partner == dst_partner.commercial_partner_id
        if customers and is_independent and not dst_partner._is_own():
            dst_partner._make_customers()
        for day in filter(None, src_partners.mapped("last_contact_date")):
            dst_partner._record_contact(day)
