from odoo import api, models
from odoo.fields import Command
from odoo.tools import ormcache

from ...tools.guard import X2MANY, is_person, list_ids

REFERENCES = ("many2one_reference", "reference")


class Base(models.AbstractModel):
    """What a form computes tells nothing of records that its user may not read.

    A form sends ids, and gets back what follows from them: the address of a customer,
    the name of a document. So the ids are looked at before anything is computed, those
    of the lines too, and those that the context brings as defaults.
    """

    _name = "base"
    _inherit = "base"

    def onchange(self, values, field_names, fields_spec):
        """Compute what follows from changes in a form, as Odoo does.

        :param dict values: of the form
        :param list field_names: what was changed
        :param dict fields_spec: what the form shows
        :rtype: dict
        :raise AccessError: a value leads to a record that the user may not read
        """
        if is_person(self.env):
            self.check_access("read")
            self._ensure_values_seen(values)
            self._ensure_values_seen(self._read_defaults(self._get_telling_links()))
        return super().onchange(values, field_names, fields_spec)

    @api.model
    @ormcache()
    def _get_telling_links(self):
        """Return the names of the fields whose values may lead to a hidden record.

        :rtype: frozenset[str]
        """
        return frozenset(
            name
            for name, field in self._fields.items()
            if field.type in REFERENCES
            or (
                field.relational
                and field.comodel_name in self.env
                and (
                    field.type == "one2many"
                    or self.env[field.comodel_name]._is_guarded()
                )
            )
        )

    def _ensure_values_seen(self, values):
        """:raise AccessError: a value leads to a record that the user may not read"""
        names = self._get_telling_links().intersection(values)
        for name in (name for name in names if values[name]):
            field, value = self._fields[name], values[name]
            if field.type in REFERENCES:
                self._ensure_reference_seen(field, value, values)
            elif field.type in X2MANY:
                self._ensure_rows_seen(field, value)
            else:
                self._ensure_linked_seen(field, _read_id(value))

    def _ensure_linked_seen(self, field, id_):
        linked = self.env[field.comodel_name].browse(id_)
        # what the record has already, its reader knows
        if self.sudo()[field.name]._ids != linked._ids:
            linked.check_access("read")

    def _ensure_reference_seen(self, field, value, values):
        if field.type == "reference":
            model, _comma, id_ = str(value).partition(",")
        else:
            known = {name: values[name] for name in values if name != field.name}
            model, id_ = self.new(known, origin=self).sudo()[field.model_field], value
        if model in self.env and self.env[model]._is_guarded() and str(id_).isdigit():
            self.env[model].browse(int(id_)).check_access("read")

    def _ensure_rows_seen(self, field, commands):
        rows = self.env[field.comodel_name]
        # a default of the context may name the ids alone
        commands = [
            Command.link(one) if isinstance(one, int) else one for one in commands
        ]
        if rows._is_guarded():
            known = self.sudo()[field.name]._ids
            linked = {id_ for command in commands for id_ in _list_named(command)}
            rows.browse(linked.difference(known)).check_access("read")
        for command in commands:
            if command[0] == Command.CREATE:
                rows._ensure_values_seen(command[2])
            if command[0] == Command.UPDATE:
                rows.browse(command[1])._ensure_values_seen(command[2])


def _read_id(value):
    """Return the id of a many2one as forms and scripts send it."""
    if isinstance(value, dict):
        return value.get("id") or ()
    return value[0] if isinstance(value, list | tuple) else value


def _list_named(command):
    """Return the ids of existing records that a command of an x2many names."""
    return [command[1]] if command[0] == Command.UPDATE else list_ids(command)
