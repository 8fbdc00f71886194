from odoo import api, models
from odoo.fields import Domain

from ..review.crm_review_decision import CARRYING
from ..review.crm_review_mixin_content import WATCHED

KEPT = "jl_crm_quote.kept"


class CrmMergeEngine(models.AbstractModel):
    _name = "crm.merge.engine"
    _inherit = "crm.merge.engine"

    @api.model
    def _before_merge(self, merges):
        kept = self._find_reviewed(merges.partner_ids)
        self.env.cr.cache[KEPT] = kept.ids
        return super()._before_merge(merges)

    @api.model
    def _after_merge(self, merges):
        kept = self.env.cr.cache.pop(KEPT, [])
        orders = self.env["sale.order"].sudo().browse(kept)
        CARRYING.give(orders)._carry_review_over(self.env._("Its customer was merged."))
        return super()._after_merge(merges)

    @api.model
    def _find_reviewed(self, partners):
        """Return the quotations of customers that are just as they were approved."""
        names = ("partner_id", "partner_invoice_id", "partner_shipping_id")
        theirs = Domain.OR([Domain(name, "in", partners.ids) for name in names])
        orders = self.env["sale.order"].sudo()
        sealed = Domain("review_state", "in", WATCHED) | Domain("state", "=", "sale")
        return orders.search(theirs & sealed)._filter_as_sealed()
