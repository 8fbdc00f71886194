from odoo import models


class QuotationReviewMixin(models.AbstractModel):
    """The review that a quotation passes before it leaves (K3Q-4).

    A part of sale.order.
    """

    _name = "quotation.review.mixin"
    _description = "Review of Quotations"

    def _review_content(self):
        """Return what was offered, as plain JSON that is hashed and compared.

        Others add what they bring: ``{**super()._review_content(), "files": [...]}``.
        """
        self.ensure_one()
        return {}

    def _get_submit_blockers(self):
        """Return what is missing before the quotation is submitted, as sentences."""
        self.ensure_one()
        return []
