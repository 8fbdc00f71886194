from odoo import api, models


class BasePartnerMergeAutomaticWizard(models.TransientModel):
    _inherit = "base.partner.merge.automatic.wizard"

    @api.model
    def _update_foreign_keys(self, src_partners, dst_partner):
        partners = (dst_partner | src_partners).sudo()
        partners._ensure_unreserved()
        self.env["crm.merge.engine"]._keep_one_request(partners, dst_partner)
        return super()._update_foreign_keys(src_partners, dst_partner)

    @api.model
    def _update_values(self, src_partners, dst_partner):
        """Keep the survivor's registration; it has traded if one of them had."""
        result = super()._update_values(
            src_partners, dst_partner._keeping_system_fields()
        )
        engine = self.env["crm.merge.engine"]
        is_customer = bool(src_partners.filtered("customer_status"))
        if is_customer and engine._can_be_customer(dst_partner):
            dst_partner._make_customers()
        engine._take_over_trade(dst_partner, src_partners)
        return result
