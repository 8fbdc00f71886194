from contextlib import contextmanager

from odoo import models
from odoo.exceptions import AccessError, UserError

from ...tools.guard import is_ours, is_person, put_in_front


class Base(models.AbstractModel):
    """What a person writes to a guarded model is looked at before anything else.

    The guard stands on the registry's own class, in front of every extension of every
    add-on, whichever is loaded last: no override can be asked before it, and no route
    leads past it. The superuser passes: such code was written by somebody who checks.
    """

    _name = "base"
    _inherit = "base"

    # a model of Odoo that is guarded says so; all of ours are
    _guarded = False

    def _post_model_setup__(self):
        result = super()._post_model_setup__()
        if self._is_guarded():
            put_in_front(self.env.registry[self._name])
        return result

    def _is_guarded(self):
        """Whether people's writes to the model are guarded.

        :rtype: bool
        """
        is_table = self._auto and not self._abstract
        return is_table and (self._guarded or is_ours(self._original_module))

    def _guard_create(self, vals_list, create):
        """Create records for a person.

        :param list vals_list: as they came
        :param create: what creates them, of a model and values
        :return: the records
        """
        if not is_person(self.env):
            return create(self, vals_list)
        model = self._without_defaults(self._get_kept_fields())
        vals_list = model._clean_protected(vals_list)
        model._ensure_links_readable(vals_list)
        records = create(model, vals_list).with_env(self.env)
        records._ensure_parents_writable()
        return records

    def _guard_copy(self, default, copy):
        """Copy records for a person.

        What the originals hold is taken over as it is; what comes along is looked at.

        :param dict default: values of the copies, as they came
        :param copy: what copies, records and values
        :return: the copies
        """
        if not (self and is_person(self.env)):
            return copy(self, default)
        default = self._clean_protected([default or {}])[0]
        self._ensure_copy_flat(default)
        self._ensure_links_readable([default])
        copies = copy(self._without_defaults()._as_system(), default)
        copies = copies.with_env(self.env)
        copies._ensure_parents_writable()
        return copies

    def _guard_unlink(self, unlink):
        """Delete records for a person, whose they are.

        :param unlink: what deletes records
        :return: what it returns
        """
        if not is_person(self.env):
            return unlink(self)
        self._ensure_deleted_by_owner()
        with self._refusing("unlink"):
            return unlink(self)

    def _guard_write(self, vals, write):
        """Write to records for a person.

        :param dict vals: as they came
        :param write: what writes them, to records
        :return: what it returns
        """
        if not (self and is_person(self.env)):
            return write(self, vals)
        vals = self._keep_protected(vals)
        self._ensure_parents_kept(vals)
        self._ensure_owned(vals)
        self._ensure_links_readable([vals], self)
        with self._refusing("write"):
            result = write(self._telling_of(vals), vals)
        self._ensure_still_writable(vals)
        return result

    @contextmanager
    def _refusing(self, operation):
        """Have a refusal tell nothing to whoever may not do this at all.

        What our own rules say of a record names it, before Odoo has asked whether the
        person may change it.
        """
        try:
            yield
        except UserError as error:
            if not isinstance(error, AccessError):
                self.exists().check_access(operation)
            raise
