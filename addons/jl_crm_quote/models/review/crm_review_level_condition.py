import logging
from ast import literal_eval

from odoo import SUPERUSER_ID, api, fields, models
from odoo.exceptions import UserError, ValidationError
from odoo.fields import Domain

_logger = logging.getLogger(__name__)
# what a condition raises that cannot be read, or that names what is not installed
UNREADABLE = (
    ValueError,
    TypeError,
    SyntaxError,
    LookupError,
    AttributeError,
    NotImplementedError,
    UserError,
)


class CrmReviewLevel(models.Model):
    """Which documents a level is for, beyond amount and discount (K3Q-4)."""

    _name = "crm.review.level"
    _inherit = "crm.review.level"

    condition = fields.Char(
        string="Only if",
        tracking=True,
        help="On the document, when it is submitted: its products, the grade of the "
        "customer, the terms of payment, the office, the margin where it is "
        "installed. Empty: for all documents.",
    )

    @api.constrains("condition", "res_model")
    def _check_condition(self):
        for level in self.filtered("condition"):
            level._ensure_condition()

    def _ensure_condition(self):
        try:
            self._read_condition().validate(self.env[self.res_model])
        except UNREADABLE as error:
            raise ValidationError(
                self.env._(
                    "The condition of the level “%(level)s” cannot be read: %(error)s. "
                    "Choose fields and plain values.",
                    level=self.name,
                    error=error,
                )
            ) from error

    def _read_condition(self):
        return Domain(literal_eval(self.condition))

    def _has_condition(self):
        return (self.condition or "[]").strip() != "[]"

    def _applies(self, figures):
        return figures.fits(self) and super()._applies(figures)

    def _fits(self, document):
        """Whether a document is one of those that the level is for.

        The same whoever asks. What cannot be found out any more, as a field went with
        its add-on, is reviewed rather than not.
        """
        self.ensure_one()
        if not self._has_condition():
            return True
        plain = (
            document.with_user(SUPERUSER_ID)
            .with_company(document._review_company())
            .with_context(lang=None, active_test=False)
        )
        try:
            return bool(plain.filtered_domain(self.sudo()._read_condition()))
        except UNREADABLE as error:
            _logger.warning("Condition of review level %s: %s", self.id, error)
            return True
