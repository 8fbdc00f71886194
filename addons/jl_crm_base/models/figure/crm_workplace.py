from odoo import api, models
from odoo.fields import Domain


class CrmWorkplace(models.AbstractModel):
    """The page that begins the day; add-ons bring its figures, buttons and blocks."""

    _name = "crm.workplace"
    _description = "Workplace"

    @api.model
    @api.readonly
    def get_workplace(self):
        """Return all that the page shows to the user (RES-5, CAR-4).

        :return: ``today``, ``currency_id``, ``buttons``, ``sections`` (each with its
            figures), ``people`` (a table to be counted, or nothing), ``blocks`` by name
        :rtype: dict
        :raise AccessError: somebody from outside asks
        """
        figures = self._find_figures()
        people = figures._filter_people()
        return {
            "today": self.env.company._to_day(),
            "currency_id": self.env.company.currency_id.id,
            "buttons": self._list_buttons(),
            "sections": self._list_sections(figures - people),
            "people": people._describe_people(),
            "blocks": self._list_blocks(),
        }

    @api.model
    @api.readonly
    def get_people(self):
        """Return the table of the user's people, once the page is there (RES-5).

        It is a question of its own: who leads hundreds waits for no more than others.

        :return: ``columns``, ``rows`` with a number for each column, ``more``; nothing
            for who leads nobody
        :rtype: dict
        :raise AccessError: somebody from outside asks
        """
        return self._find_figures()._filter_people()._count_people()

    @api.model
    def _find_figures(self):
        """Return the figures that are for the user.

        :raise AccessError: somebody from outside asks
        """
        figures = self.env["crm.figure"]
        figures.check_access("read")
        return figures.search(
            Domain("board", "=", "workplace") & figures._get_reader_domain()
        )

    @api.model
    def _list_sections(self, figures):
        """Return the sections that have a figure, in the order of the field."""
        numbers = figures._count()
        targets = self._list_targets()
        field = figures._fields["section"]
        return [
            {
                "code": code,
                "name": name,
                "figures": [
                    figure._describe(number, targets.get(figure.code))
                    for figure, number in numbers.items()
                    if figure.section == code
                    and (number or not figure._is_quiet_for_reader())
                ],
            }
            for code, name in field._description_selection(self.env)
            if any(
                figure.section == code and (number or figure._has_section())
                for figure, number in numbers.items()
            )
        ]

    @api.model
    def _list_buttons(self):
        """Return the buttons, in order: name, icon, action; a hook.

        :rtype: list[dict]
        """
        return []

    @api.model
    def _list_targets(self):
        """Return {code of a figure: what is to be reached}; a hook."""
        return {}

    @api.model
    def _list_blocks(self):
        """Return {name: what a block of the page shows}; a hook.

        The client has a component for each name.
        """
        return {}
