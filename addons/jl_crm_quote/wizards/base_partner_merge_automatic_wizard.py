from odoo import models

from ..models.review.crm_review_decision import CARRYING


class BasePartnerMergeAutomaticWizard(models.TransientModel):
    _inherit = "base.partner.merge.automatic.wizard"

    def _merge(self, partner_ids, dst_partner=None, extra_checks=True):
        partners = self.env["res.partner"].browse(partner_ids).exists()
        kept = self.env["crm.merge.engine"]._find_reviewed(partners)
        result = super()._merge(partner_ids, dst_partner, extra_checks)
        kept = CARRYING.give(kept.exists())
        kept._carry_review_over(self.env._("Its customer was merged."))
        return result
