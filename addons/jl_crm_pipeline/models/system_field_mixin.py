from odoo import api, models
from odoo.exceptions import UserError

# Compared by identity: nothing that comes over RPC can pass for them.
_SYSTEM = object()
_KEEP = object()


class SystemFieldMixin(models.AbstractModel):
    """Some fields of the model are kept by the system alone.

    Nobody sets them, administrators included, over whatever route: form, import,
    RPC, a default in the context. The inheriting model names them in
    ``_system_fields``, and its ``create`` passes what a client sent through
    :meth:`_strip_defaults` and :meth:`_clean_values` before it adds its own.
    """

    _name = "system.field.mixin"
    _description = "Fields Kept by the System"

    _system_fields = frozenset()

    def write(self, vals):
        mode = self.env.context.get("jl_crm_pipeline_system")
        if mode is not _SYSTEM:
            vals = self._drop_system_fields(vals, drop_all=mode is _KEEP)
            self._refuse_system_fields(vals)
        return super().write(vals)

    def _write_system(self, vals):
        """Write fields that only the system may write."""
        self._as_system().write(vals)

    def _as_system(self):
        return self.with_context(jl_crm_pipeline_system=_SYSTEM)

    def _keeping_system_fields(self):
        """Return the records such that a write leaves out the system's fields."""
        return self.with_context(jl_crm_pipeline_system=_KEEP)

    def _is_written_by_system(self):
        """Whether the system, or a merge, writes: not somebody who may err."""
        mode = self.env.context.get("jl_crm_pipeline_system")
        return mode is _SYSTEM or mode is _KEEP

    def _strip_defaults(self):
        """Return ``self`` without the client's defaults for the system's fields."""
        context = {
            key: value
            for key, value in self.env.context.items()
            if key.removeprefix("default_") not in self._system_fields
        }
        return self.with_env(self.env(context=context))

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
        names = self._system_fields.intersection(vals)
        if not names:
            return
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

    def _drop_system_fields(self, vals, drop_all=False):
        """Return ``vals`` without the system's fields that it would not change.

        A client that sends a whole record back, or a merge, is no offender.
        """
        return {
            name: value
            for name, value in vals.items()
            if name not in self._system_fields
            or not (drop_all or self._is_unchanged(name, value))
        }

    def _is_unchanged(self, name, value):
        field = self._fields[name]
        return all(
            field.convert_to_cache(value, record)
            == field.convert_to_cache(record[name], record)
            for record in self
        )
