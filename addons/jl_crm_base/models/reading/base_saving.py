from odoo import api, models
from odoo.fields import Command
from odoo.tools import ormcache

from ...tools.guard import X2MANY, is_person

# the commands that bring values with them
FILLING = (Command.CREATE, Command.UPDATE)


class Base(models.AbstractModel):
    """What a form saves it reads back: nothing that was sent for the screen alone.

    A value of a field that is computed and never kept would stay for the answer, and
    tell the name of whatever record somebody has made up.
    """

    _name = "base"
    _inherit = "base"

    def web_save(self, vals, specification, next_id=None):
        """Save what a form has sent and read what it shows, as Odoo does.

        :param dict vals: of the form
        :param dict specification: what the form shows
        :param int next_id: what is read instead
        :rtype: list
        """
        kept = self._drop_shown_only(vals)
        return super().web_save(kept, specification, next_id)

    def web_save_multi(self, vals_list, specification):
        """Save what a list has sent and read what it shows, as Odoo does.

        :param list vals_list: one for each record
        :param dict specification: what the list shows
        :rtype: list
        """
        kept = [self._drop_shown_only(vals) for vals in vals_list]
        return super().web_save_multi(kept, specification)

    @api.model
    @ormcache()
    def _get_shown_only(self):
        """Return the names of the fields of which nothing is kept.

        :rtype: frozenset[str]
        """
        return frozenset(
            name
            for name, field in self._fields.items()
            if field.compute and not field.store and not field.inverse
        )

    @api.model
    def _drop_shown_only(self, vals):
        """Return values without those of which nothing is kept, of its rows too."""
        if not is_person(self.env):
            return vals
        return {
            name: self._drop_in_rows(self._fields.get(name), value)
            for name, value in vals.items()
            if name not in self._get_shown_only()
        }

    @api.model
    def _drop_in_rows(self, field, value):
        if not value or field is None or field.type not in X2MANY:
            return value
        rows = self.env[field.comodel_name]
        return [
            [command[0], command[1], rows._drop_shown_only(command[2])]
            if isinstance(command, (list, tuple)) and command[0] in FILLING
            else command
            for command in value
        ]
