from odoo import models


class BasePartnerMergeAutomaticWizard(models.TransientModel):
    _inherit = "base.partner.merge.automatic.wizard"

    def _update_values(self, src_partners, dst_partner):
        """Keep code and registration of the survivor; it has traded if one of them had."""
        traded = (src_partners | dst_partner).filtered("is_transacting")[:1]
        result = super()._update_values(
            src_partners, dst_partner._keeping_system_fields()
        )
        if traded and traded != dst_partner and dst_partner.customer_status == "potential":
            dst_partner._write_system(
                {
                    "customer_status": "transacting",
                    "conversion_date": traded.conversion_date,
                    "conversion_user_id": traded.conversion_user_id.id,
                }
            )
        dst_partner._refresh_last_transaction_date()
        return result
