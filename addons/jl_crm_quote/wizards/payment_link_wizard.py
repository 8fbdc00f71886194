from odoo import models


class PaymentLinkWizard(models.TransientModel):
    _inherit = "payment.link.wizard"

    def _prepare_url(self, base_url, related_document):
        # nobody is asked to pay what was not approved
        if self.res_model == "sale.order":
            related_document.check_access("read")
            related_document._ensure_released()
        return super()._prepare_url(base_url, related_document)
