from odoo import api, models
from odoo.exceptions import AccessError, MissingError, UserError
from odoo.tools import ormcache

from ...tools.guard import list_linked


class Base(models.AbstractModel):
    """Links: what a person names they may read, what it is a part of they may write.

    A link to a guarded model leads to a record that the person may read. A part (a line
    of an order, a name of a customer) stays with its whole, which they may write; and
    after a write the record as it is then is still theirs to write.
    """

    _name = "base"
    _inherit = "base"

    @api.model
    @ormcache()
    def _get_guarded_links(self):
        """Return {field: guarded model that it leads to}, of this model.

        :rtype: dict[str, str]
        """
        # which of them is asked first does not depend on how the registry came about
        return {
            name: field.comodel_name
            for name, field in sorted(self._fields.items())
            if field.type in ("many2one", "many2many")
            and field.comodel_name in self.env
            and self.env[field.comodel_name]._is_guarded()
        }

    @api.model
    @ormcache()
    def _get_whole_links(self):
        """Return the names of the links to what a record of this model is a part of.

        :rtype: tuple[str]
        """
        if self._transient:
            # a dialogue is a part of nothing
            return ()
        readable = self._list_readable_parents()
        return tuple(
            name
            for name in self._get_guarded_links()
            if name not in readable and self._is_whole_link(self._fields[name])
        )

    @api.model
    def _is_whole_link(self, field):
        # what vanishes together with the other record is a part of it
        return field.type == "many2one" and field.store and field.ondelete == "cascade"

    @api.model
    @ormcache()
    def _get_parent_links(self):
        """Return the names of those that a record has as long as it is there.

        :rtype: tuple[str]
        """
        return tuple(
            name for name in self._get_whole_links() if self._fields[name].required
        )

    @api.model
    def _list_readable_parents(self):
        """Return parent links for which it is enough to read the other; a hook.

        :rtype: set[str]
        """
        return set()

    @api.model
    def _ensure_links_readable(self, vals_list, records=None):
        """:raise AccessError: a value links to a record that the person may not read

        :param list vals_list: the values
        :param records: whose links they become; what they have already is no news
        """
        self._ensure_references_readable(vals_list, records)
        links = self._get_guarded_links()
        if not links:
            return
        found = {}
        for vals in [*vals_list, self._read_defaults(links)]:
            # not the two sets' common names, whose order follows Python's hash seed
            for name in links:
                if name not in vals:
                    continue
                known = records[name]._ids if records else ()
                ids = set(list_linked(self._fields[name], vals[name])).difference(known)
                found.setdefault(links[name], set()).update(ids)
        for model, ids in found.items():
            self.env[model].browse(ids)._ensure_readable()

    @api.model
    def _ensure_references_readable(self, vals_list, records=None):
        """:raise AccessError: a value names a document that the person may not read

        :param list vals_list: the values
        :param records: whose values they become
        """
        for name, field in self._fields.items():
            if field.type != "many2one_reference" or not field.store:
                continue
            for vals in [*vals_list, self._read_defaults([name])]:
                if vals.get(name):
                    self._find_referred(field, vals, records)._ensure_readable()

    @api.model
    def _find_referred(self, field, vals, records):
        """Return the document that values name, or nothing."""
        known = {
            name: vals[name] for name in self._list_model_sources(field) if name in vals
        }
        model = self.new(known, origin=records[:1] if records else None).sudo()
        name = model[field.model_field]
        if name not in self.env:
            return self.browse()
        return self.env[name].browse(int(vals[field.name]))

    @api.model
    def _list_model_sources(self, field):
        """Return the fields that can say of which model a document is."""
        related = self._fields[field.model_field].related or ""
        return {field.model_field, related.split(".")[0]}

    def _ensure_readable(self):
        """:raise AccessError: the person may not read one of those that are there"""
        if not self:
            return
        try:
            self.check_access("read")
        except MissingError:
            self.exists().check_access("read")

    def _ensure_parents_writable(self, names=None):
        """:raise AccessError: a record is a part of what the person may not write

        :param names: of the fields that were written; all by default
        """
        for name in self._get_whole_links():
            if names is not None and name not in names:
                continue
            self.sudo()[name].with_env(self.env).check_access("write")

    def _ensure_parents_kept(self, vals):
        """:raise UserError: the values move a record to another whole"""
        for name in self._get_parent_links():
            if name in vals and not self._is_same(name, vals[name]):
                raise UserError(
                    self.env._(
                        "%(field)s of %(record)s stays as it is. Delete the row here "
                        "and add one there.",
                        field=self._fields[name]._description_string(self.env),
                        record=self.env["ir.model"]._get(self._name).name,
                    )
                )

    def _ensure_still_writable(self, vals):
        """:raise AccessError: the write has taken the records out of one's reach"""
        if not self._get_placing_fields().isdisjoint(vals):
            self._ensure_in_reach()
        self._ensure_parents_writable(vals)

    def _ensure_in_reach(self):
        try:
            self.exists().check_access("write")
        except AccessError as error:
            raise AccessError(
                self.env._(
                    "You could not change this any more afterwards, so it is not "
                    "saved. Whoever may do so has to make this change:\n%(reason)s",
                    reason=error,
                )
            ) from error

    @api.model
    @ormcache()
    def _get_placing_fields(self):
        """Return the fields that can decide who may write a record.

        :rtype: frozenset[str]
        """
        links = {
            name
            for name, field in self._fields.items()
            if field.type == "many2one" and field.store
        }
        return frozenset(links | self._get_owner_fields())
