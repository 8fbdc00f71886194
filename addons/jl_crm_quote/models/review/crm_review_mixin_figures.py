from functools import cached_property

from odoo import models

from .crm_review_mixin_content import WATCHED

# of these steps the figures are those of the day; the others decide on theirs
MEASURED = ("submitted", "carried", "voided", "version")


class CrmReviewMixin(models.AbstractModel):
    """How much a document comes to, and how far below the list: who is asked.

    Both are found at submission, by the rates and list prices of the company's day,
    and kept with the decision: what the day brings afterwards asks nobody else.
    """

    _name = "crm.review.mixin"
    _inherit = "crm.review.mixin"

    def _review_amount(self):
        """Return the amount without taxes in the currency of the company, today."""
        return 0.0

    def _review_discount(self):
        """Return in percent how far the price is below the list at most, today."""
        return 0.0

    def _convert_for_review(self, amount):
        """Return an amount of the document in the currency of its company.

        By the rate of the company's day: no date that people enter is a lever.

        :param float amount: in the currency of the document
        """
        company = self._review_company()
        currency = self.currency_id or company.currency_id
        return currency._convert(
            amount, company.currency_id, company, company._to_day()
        )

    def _get_figures(self, kind=None):
        """Return the figures that count for a document, each found when it is asked.

        :param str kind: of the step that is being written down, if there is one
        """
        is_kept = self.review_state in WATCHED and kind not in MEASURED
        return Figures(self, is_kept)


class Figures:
    """Amount and discount of a document: kept at submission, or those of today."""

    def __init__(self, document, is_kept):
        self._document = document
        self._is_kept = is_kept

    @cached_property
    def _row(self):
        if not self._is_kept:
            return None
        return self._document._find_decisions(("submitted", "carried"), limit=1)

    @cached_property
    def amount(self):
        """The amount without taxes in the currency of the company."""
        return self._row.amount if self._row else self._document._review_amount()

    @cached_property
    def discount(self):
        """The discount against the list price in percent."""
        return self._row.discount if self._row else self._document._review_discount()

    def fits(self, level):
        """Whether the document met a level's condition, when it was submitted."""
        if not level._has_condition():
            return True
        if self._row and self._row.fitting_levels:
            return level.id in self._row.fitting_levels["ids"]
        return level._fits(self._document)

    def list_fitting(self):
        """Return the levels whose condition is met, to be kept with the step."""
        if self._is_kept:
            return False
        document = self._document
        levels = self._document.env["crm.review.level"]._find_levels(
            document._name, document._review_company()
        )
        conditional = levels.filtered(lambda level: level._has_condition())
        return {"ids": conditional.filtered(self.fits).ids}
