from odoo import api, models
from odoo.exceptions import ValidationError
from odoo.fields import Domain
from odoo.tools import safe_eval

from ...tools.day_filter import begin_day, begin_month, find_month, find_week
from ...tools.figure_domain import FigureDomainError, read_domain

# with what the list of an action begins, and what it counts besides
FILTERS = ("search_default_", "active_test", "group_by")


class CrmFigure(models.Model):
    """Which records a figure counts, as a text with a few names in it."""

    _name = "crm.figure"
    _inherit = "crm.figure"

    @api.constrains("domain", "model_id")
    def _check_domain(self):
        for figure in self:
            figure._ensure_domain()

    def _ensure_domain(self):
        try:
            domain = Domain(self._read_domain())
            domain.validate(self._get_model().sudo())
        except (ValueError, TypeError, KeyError) as error:
            raise ValidationError(self._word_refusal(error)) from error

    def _word_refusal(self, error):
        if isinstance(error, FigureDomainError):
            return self.env._(
                "The domain of “%(figure)s” is not understood at “%(part)s”. It may "
                "have lists, constants and these names: %(names)s.",
                figure=self.name,
                part=str(error),
                names=", ".join(sorted(self._get_names())),
            )
        return self.env._(
            "The domain of “%(figure)s” does not fit %(model)s: %(error)s",
            figure=self.name,
            model=self.model_id.name,
            error=str(error),
        )

    def _read_domain(self):
        """Return the domain for whoever asks, today.

        :rtype: list
        :raise FigureDomainError: the text is no domain
        """
        names = self._get_names()
        return read_domain(self.domain or "", lambda name: names[name]())

    @api.model
    def _get_names(self):
        """Return {name: what it stands for, as a function}; an add-on adds its own.

        Nothing is asked that a domain does not name.
        """
        company = self.env.company
        return {
            "uid": lambda: self.env.uid,
            "company": lambda: company.id,
            "companies": lambda: self.env.companies.ids,
            "today": company._to_day,
            "week": lambda: find_week()(company),
            "month": lambda: find_month(company),
            "day_begin": lambda: begin_day()(company),
            "week_begin": lambda: company._to_moment(find_week()(company)),
            "month_begin": lambda: begin_month(company),
        }

    @api.model
    def _clean_context(self, context):
        """Return the context of a list without what it filters by itself."""
        if isinstance(context, str):
            names = {"uid": self.env.uid, "active_id": False, "active_ids": []}
            context = safe_eval.safe_eval(context or "{}", names)
        return {
            name: value
            for name, value in context.items()
            if not name.startswith(FILTERS)
        }
