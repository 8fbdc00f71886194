from odoo import api, models
from odoo.exceptions import AccessError
from odoo.tools import ormcache

# who works with a record, beside whose it is
RESPONSIBLE = frozenset({"user_id", "team_id"})
# what a client says so that Odoo notes nothing
SILENT = ("tracking_disable", "mail_notrack")


class Base(models.AbstractModel):
    """Owners: whose a record is changes by those who may give it away.

    A model names the fields that say whose its records are, and of which records the
    person is an owner. To edit what was shared is not to own it.
    """

    _name = "base"
    _inherit = "base"

    @api.model
    @ormcache()
    def _get_owner_fields(self):
        """Return the fields that say whose a record is.

        :rtype: frozenset[str]
        """
        return frozenset(self._list_owner_fields()).intersection(self._fields)

    @api.model
    def _list_owner_fields(self):
        """Return the names of the fields that say whose a record is; a hook.

        :rtype: set[str]
        """
        return set()

    def _filter_owned(self, names):
        """Return those of which the person may change the fields; a hook.

        :param set names: of fields that say whose a record is
        """
        return self

    def _ensure_owned(self, vals):
        """:raise AccessError: the values change whose a record is, and may not"""
        names = self._get_owner_fields().intersection(vals)
        changed = {name for name in names if not self._is_same(name, vals[name])}
        if not changed:
            return
        if foreign := self - self._filter_owned(changed):
            # the refusal names the record, which not everybody may hear
            foreign[0].check_access("write")
            raise AccessError(self._get_owner_refusal(foreign[0], changed))

    def _telling_of(self, vals):
        """Return the records such that a change of whose they are leaves its trace."""
        is_silent = any(self.env.context.get(key) for key in SILENT)
        if is_silent and not RESPONSIBLE.union(self._get_owner_fields()).isdisjoint(
            vals
        ):
            return self.with_context(**dict.fromkeys(SILENT, False))
        return self

    def _ensure_deleted_by_owner(self):
        """:raise AccessError: somebody deletes what is not theirs to give away"""
        if foreign := self - self._filter_owned({"active"}):
            # who may not delete at all is told that
            self.check_access("unlink")
            raise AccessError(
                self.env._(
                    "%(record)s is deleted by whoever is responsible for it or by who "
                    "assigns it. Ask one of them.",
                    record=foreign[0].sudo().display_name,
                )
            )

    @api.model
    def _get_owner_refusal(self, record, names):
        labels = [
            self._fields[name]._description_string(self.env) for name in sorted(names)
        ]
        return self.env._(
            "%(fields)s of %(record)s: changed by whoever is responsible for it or by "
            "who assigns it. Ask one of them.",
            fields=", ".join(labels),
            record=record.sudo().display_name,
        )
