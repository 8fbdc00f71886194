from odoo import api, models
from odoo.tools import ormcache

from ...tools.guard import KEEPING, SYSTEM, is_system_field


class SystemFieldMixin(models.AbstractModel):
    """Some fields of the model are kept by the system alone.

    Nobody sets them, administrators included, over whatever route: form, import,
    RPC, a default in the context. They are declared with ``system=True``, and the
    model's ``create`` passes what a client sent through :meth:`_strip_defaults` and
    :meth:`_clean_values` before it adds its own.
    """

    _name = "system.field.mixin"
    _description = "Fields Kept by the System"

    def write(self, vals):
        if not SYSTEM.holds(self.env):
            vals = self._drop_system_fields(vals, drop_all=KEEPING.holds(self.env))
            self._refuse_system_fields(vals)
        return super().write(vals)

    @api.model
    @ormcache()
    def _get_system_fields(self):
        """Return the names of the fields that nobody but the system sets.

        :rtype: frozenset[str]
        """
        fields = self._fields.items()
        return frozenset(name for name, field in fields if is_system_field(field))

    def _write_system(self, vals):
        """Write fields that only the system may write."""
        self._as_system().write(vals)

    def _keeping_system_fields(self):
        """Return the records such that a write leaves out the system's fields."""
        return KEEPING.give(self)

    def _is_written_by_system(self):
        """Whether the system, or a merge, writes: not somebody who may err."""
        return SYSTEM.holds(self.env) or KEEPING.holds(self.env)

    def _strip_defaults(self):
        """Return ``self`` without the client's defaults for the system's fields."""
        return self._without_defaults(self._get_system_fields())

    @api.model
    def _clean_values(self, vals_list):
        """Return what a client sent to ``create`` without the system's fields.

        An empty one, like the blank cell of a column that was imported, is no offence.

        :raise UserError: one of them holds a value
        """
        cleaned = []
        for vals in vals_list:
            self._refuse_system_fields({name: v for name, v in vals.items() if v})
            cleaned.append(self._drop_system_fields(vals, drop_all=True))
        return cleaned

    @api.model
    def _refuse_system_fields(self, vals):
        """:raise UserError: ``vals`` holds fields that only the system sets"""
        if names := self._get_system_fields().intersection(vals):
            self._refuse_protected(names)

    def _drop_system_fields(self, vals, drop_all=False):
        """Return ``vals`` without the system's fields that it would not change.

        A client that sends a whole record back, or a merge, is no offender.
        """
        names = self._get_system_fields()
        return {
            name: value
            for name, value in vals.items()
            if name not in names or not (drop_all or self._is_same(name, value))
        }
