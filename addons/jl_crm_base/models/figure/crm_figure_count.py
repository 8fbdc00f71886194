from odoo import models
from odoo.exceptions import AccessError
from odoo.tools import SQL

from ...tools.planning import planned_by_index

# a list counts no further either
MOST_COUNTED = 10_000


class CrmFigure(models.Model):
    """How the figures of a page are counted: all of them in one statement."""

    _name = "crm.figure"
    _inherit = "crm.figure"

    def _count(self):
        """Return {figure: its number}, with the rights of whoever asks.

        Figures of what the reader may not read are left out.

        :rtype: dict
        """
        questions = {figure: figure._prepare_question() for figure in self}
        questions = {figure: sql for figure, sql in questions.items() if sql}
        if not questions:
            return {}
        columns = SQL(", ").join(SQL("(%s)", sql) for sql in questions.values())
        with planned_by_index(self.env):
            [numbers] = self.env.execute_query(SQL("SELECT %s", columns))
        return {
            figure: number or 0
            for figure, number in zip(questions, numbers, strict=True)
        }

    def _prepare_question(self):
        """Return the statement that counts, or nothing where one may not read it."""
        model = self._get_model()
        try:
            if self.measure == "count":
                query = model._search(self._read_domain(), limit=MOST_COUNTED + 1)
                return SQL("SELECT COUNT(*) FROM %s counted", query.subselect("1"))
            query = model._search(self._read_domain())
            return query.select(model._read_group_select(self._get_sum(), query))
        except AccessError:
            return None

    def _get_aggregate(self):
        return self._get_sum() if self.measure == "sum" else "__count"

    def _get_sum(self):
        is_money = self._is_money()
        return f"{self.sum_field}:{'sum_currency' if is_money else 'sum'}"

    def _is_money(self):
        """Whether it is added up in the currency of the reader's company."""
        if self.measure == "count":
            return False
        return self._get_model()._fields[self.sum_field].type == "monetary"

    def _describe(self, number, target=None):
        """Return what the page shows of the figure.

        :param number: what was counted
        :param target: what is to be reached, where somebody has set it
        :rtype: dict
        """
        is_count = self.measure == "count"
        return {
            "id": self.id,
            "code": self.code,
            "name": self.name,
            "tone": self.tone,
            "definition": self.definition,
            "empty": self.empty_text or "",
            "value": min(number, MOST_COUNTED) if is_count else number,
            "is_more": is_count and number > MOST_COUNTED,
            "is_money": self._is_money(),
            "target": target or 0,
        }
