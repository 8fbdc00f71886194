from odoo import api, models
from odoo.exceptions import AccessError

from ...tools.planning import planned_by_index

MOST_PEOPLE = 50


class CrmFigure(models.Model):
    """The figures of the people below somebody, a column for each figure."""

    _name = "crm.figure"
    _inherit = "crm.figure"

    @api.model
    def _get_people(self):
        """Return the users below the reader, at any depth; a hook."""
        return self.env["res.users"]

    def _filter_people(self):
        """Return the figures that are columns of the table."""
        return self.filtered(lambda one: one.section == "people")

    def _describe_people(self):
        """Return the table before it is counted: as high and as wide as it will be.

        :return: ``columns``, of how many people it has a line (``waiting``), and how
            many are left out (``more``); nothing where there is no table
        :rtype: dict
        """
        count = len(self._get_people()) if self else 0
        if not count:
            return {}
        columns = self.filtered(lambda one: one._get_model().has_access("read"))
        return {
            "columns": [figure._describe(0) for figure in columns],
            "waiting": min(count, MOST_PEOPLE),
            "more": max(count - MOST_PEOPLE, 0),
        }

    def _count_people(self):
        """Return the table of the reader's people: who needs help stands first.

        :return: ``columns``, ``rows`` with a number for each column, and how many
            people are left out
        :rtype: dict
        """
        people = self._get_people() if self else self.env["res.users"]
        if not people:
            return {}
        with planned_by_index(self.env):
            numbers = {figure: figure._count_by_person() for figure in self}
        figures = [figure for figure, found in numbers.items() if found is not None]
        rows = [
            {
                "id": person.id,
                "name": person.name,
                "values": [numbers[figure].get(person.id, 0) for figure in figures],
            }
            for person in people
        ]
        red = [place for place, one in enumerate(figures) if one.tone == "danger"]
        rows.sort(key=lambda row: (-sum(row["values"][i] for i in red), row["name"]))
        return {
            "columns": [figure._describe(0) for figure in figures],
            "rows": rows[:MOST_PEOPLE],
            "more": len(rows[MOST_PEOPLE:]),
        }

    def _count_by_person(self):
        """Return {user's id: number}, or nothing where the reader may not read it."""
        try:
            rows = self._get_model()._read_group(
                self._read_domain(), [self.person_field], [self._get_aggregate()]
            )
        except AccessError:
            return None
        return {person.id: number or 0 for person, number in rows}
