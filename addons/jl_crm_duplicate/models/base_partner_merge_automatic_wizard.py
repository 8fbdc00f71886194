from odoo import models


class BasePartnerMergeAutomaticWizard(models.TransientModel):
    _inherit = "base.partner.merge.automatic.wizard"

    def _merge(self, partner_ids, dst_partner=None, extra_checks=True):
        # whoever merges has looked at them; the survivor takes over what was there
        with self.env["res.partner"]._collect_duplicates():
            return super()._merge(partner_ids, dst_partner, extra_checks)
