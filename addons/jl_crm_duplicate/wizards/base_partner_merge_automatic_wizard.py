from odoo import models


class BasePartnerMergeAutomaticWizard(models.TransientModel):
    _inherit = "base.partner.merge.automatic.wizard"

    def _merge(self, partner_ids, dst_partner=None, extra_checks=True):
        """Odoo's own merge has no plan and no undo: it asks for the same right.

        :raise AccessError: the caller may not decide on duplicates
        """
        self.env["crm.merge.check"]._ensure_manager()
        # whoever merges has looked at them; the survivor takes over what was there
        with self.env["res.partner"]._collect_duplicates():
            return super()._merge(partner_ids, dst_partner, extra_checks)
