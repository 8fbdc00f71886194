from odoo import api, models
from odoo.exceptions import UserError
from odoo.tools import ormcache

from ...tools.guard import (
    DEFAULT,
    SYSTEM,
    X2MANY,
    holds_default,
    is_closed_by_itself,
)


class Base(models.AbstractModel):
    """Protected fields: what the system keeps takes no value from a person.

    A stored field that is readonly is protected unless it says ``system=False``. Of
    Odoo's a model opens those that Odoo writes as the user, and closes further ones.
    """

    _name = "base"
    _inherit = "base"

    @api.model
    @ormcache()
    def _get_kept_fields(self):
        """Return the names of the fields that no person sets.

        :rtype: frozenset[str]
        """
        if self._transient:
            return frozenset()
        closed, opened = self._list_closed_fields(), self._list_open_fields()
        by_itself = {
            name
            for name, field in self._fields.items()
            if is_closed_by_itself(field) and name not in opened
        }
        return frozenset(by_itself | closed.intersection(self._fields))

    @api.model
    def _list_closed_fields(self):
        """Return further fields that no person sets, Odoo's writable ones; a hook.

        :rtype: set[str]
        """
        return set()

    @api.model
    def _list_open_fields(self):
        """Return readonly fields of Odoo that its code writes as the user; a hook.

        :rtype: set[str]
        """
        return set()

    def _as_system(self):
        """Return the records such that the code may write what no person sets."""
        return SYSTEM.give(self)

    def _without_defaults(self, names=None):
        """Return ``self`` without the defaults in the context for some fields.

        :param names: of the fields; of all where there are none
        """
        context = {
            key: value
            for key, value in self.env.context.items()
            if not key.startswith(DEFAULT)
            or (names is not None and key.removeprefix(DEFAULT) not in names)
        }
        if len(context) == len(self.env.context):
            return self
        return self.with_env(self.env(context=context))

    @api.model
    def _read_defaults(self, names):
        """Return what the context brings as defaults of some fields.

        :param names: of the fields
        :rtype: dict
        """
        context = self.env.context
        return {
            name: context[f"{DEFAULT}{name}"]
            for name in names
            if f"{DEFAULT}{name}" in context
        }

    @api.model
    def default_get(self, fields):
        """Return what a new record begins with, as Odoo does.

        A default that somebody has made for themselves in ``ir.default`` counts for no
        field that the system keeps: none is sent, so none could be refused.

        :param list fields: names of fields
        :rtype: dict
        """
        values = super().default_get(fields)
        if not self._is_guarded():
            return values
        typed = self._get_kept_fields() & self._list_typed_defaults()
        for name in typed.intersection(values):
            del values[name]
            if self._fields[name].default:
                values[name] = self._fields[name].default(self)
        return values

    @api.model
    def _list_typed_defaults(self):
        """Return the names of the fields whose default is a record of Odoo's.

        :rtype: set[str]
        """
        typed = self.env["ir.default"]._get_model_defaults(self._name)
        return {name for name in typed if f"{DEFAULT}{name}" not in self.env.context}

    @api.model
    def _ensure_copy_flat(self, default):
        """:raise UserError: a copy would get rows that nobody has looked at"""
        rows = [name for name in default if self._fields[name].type == "one2many"]
        if filled := [name for name in rows if default[name]]:
            self._refuse_protected(filled)

    @api.model
    def _clean_protected(self, vals_list):
        """Return the values without protected fields that say nothing new.

        An empty one, or one that has its default, comes from a form or an import.

        :raise UserError: another value of a protected field
        """
        protected = self._get_kept_fields()
        return [
            vals
            if protected.isdisjoint(vals)
            else self._drop_protected(vals, protected, self._is_harmless)
            for vals in vals_list
        ]

    def _keep_protected(self, vals):
        """Return the values without protected fields that they would not change.

        :raise UserError: they would change one
        """
        protected = self._get_kept_fields()
        if protected.isdisjoint(vals):
            return vals
        return self._drop_protected(vals, protected, self._is_same)

    def _drop_protected(self, vals, protected, is_allowed):
        kept = {}
        refused = []
        for name, value in vals.items():
            if name not in protected:
                kept[name] = value
            elif not is_allowed(name, value):
                refused.append(name)
        if refused:
            # who may not write here at all is told that
            self.browse().check_access("write" if self else "create")
            self._refuse_protected(refused)
        return kept

    @api.model
    def _is_harmless(self, name, value):
        return not value or holds_default(self, name, value)

    def _is_same(self, name, value):
        """Whether the records have a value already, in whatever form a client sends it.

        Of rows it is the same where no command changes any.
        """
        field = self._fields[name]
        records = self.sudo()
        if field.type in X2MANY:
            return value in ([], ()) or not (value or records[name])
        return all(
            field.convert_to_cache(value, record)
            == field.convert_to_cache(record[name], record)
            for record in records
        )

    @api.model
    def _refuse_protected(self, names):
        """:raise UserError: always, with the labels of the fields"""
        labels = [
            self._fields[name]._description_string(self.env) for name in sorted(names)
        ]
        raise UserError(
            self.env._(
                "These are kept by the system and cannot be set: %(fields)s. Leave "
                "them out and use the buttons instead.",
                fields=", ".join(labels),
            )
        )
