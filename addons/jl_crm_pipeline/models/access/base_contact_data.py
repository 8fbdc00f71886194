from odoo import api, models
from odoo.exceptions import AccessError
from odoo.models import parse_read_group_spec
from odoo.tools import ormcache

from odoo.addons.jl_crm_base.tools.permit import Permit

PARTNER = "res.partner"
# what is somebody's business when they open a customer's form, in each writing
CONTACT_DATA = frozenset(
    {
        *("phone", "phone_sanitized", "phone_mobile_search", "mobile", "fax"),
        *("email", "email_formatted", "email_normalized", "found_by"),
    }
)
TEXTS = ("char", "text", "html", "json")
COUNTERS = {"count", "count_distinct"}
# so many records are a page that somebody looks through; more are read in mass
PAGE = 80
_SCREEN = Permit("jl_crm_pipeline_screen")


class Base(models.AbstractModel):
    """Reading a customer's phone or mail is noted, whichever record tells it (CAR-7).

    Which fields tell it is known by what they are computed from: a new field that
    copies the number of a contact is noted like the number itself.
    """

    _name = "base"
    _inherit = "base"

    @api.model
    @ormcache()
    def _get_contact_fields(self):
        """Return {field: paths to the partners whose phone or mail it tells}.

        :rtype: dict[str, tuple[str]]
        """
        if self._name == PARTNER:
            return dict.fromkeys(CONTACT_DATA.intersection(self._fields), ("",))
        texts = {
            name: {*self.pool.field_depends.get(field, ()), field.related or ""}
            for name, field in self._fields.items()
            if field.type in TEXTS and name not in ("display_name", self._rec_name)
        }
        found = {
            name: paths
            for name, sources in texts.items()
            if (paths := self._list_contact_paths(sources))
        }
        # what is computed from them, such as a number without blanks
        for _turn in texts:
            more = {
                name: found[source]
                for name, sources in texts.items()
                for source in sources & found.keys()
                if name not in found
            }
            if not more:
                break
            found.update(more)
        return found

    @api.model
    def _list_contact_paths(self, sources):
        split = {source.rpartition(".") for source in sources}
        return tuple(
            sorted(
                {
                    path
                    for path, _dot, name in split
                    if name in CONTACT_DATA and self._leads_to_partner(path)
                }
            )
        )

    @api.model
    def _leads_to_partner(self, path):
        model = self
        for name in path.split("."):
            field = model._fields.get(name)
            if not (field and field.comodel_name in self.env):
                return False
            model = self.env[field.comodel_name]
        return model._name == PARTNER

    def _read_format(self, fnames, load="_classic_read"):
        rows = super()._read_format(fnames, load)
        if not _SCREEN.holds(self.env):
            self._note_contact_data(fnames)
        return rows

    def web_read(self, specification):
        if self._get_contact_fields().keys().isdisjoint(specification):
            return super().web_read(specification)
        records = super(Base, _SCREEN.give(self)).web_read(specification)
        # a form is opened to call somebody
        if not 1 < len(self) <= PAGE:
            self._note_contact_data(specification)
        return records

    # Odoo's own onchange has asked before what is noted is looked up
    def onchange(  # pylint: disable=sudo-before-access-check
        self, values, field_names, fields_spec
    ):
        """Compute what follows from changes in a form, as Odoo does, and note it.

        :param dict values: of the form
        :param list field_names: what was changed
        :param dict fields_spec: what the form shows
        :rtype: dict
        """
        result = super().onchange(values, field_names, fields_spec)
        told = result.get("value", {})
        if names := [name for name in self._get_contact_fields() if told.get(name)]:
            known = {
                name: value for name, value in values.items() if name in self._fields
            }
            self.new(known, origin=self)._note_contact_data(names)
        return result

    def _export_rows(self, fields, *, _is_toplevel_call=True):
        # those of an order's customer pass here as well
        self._note_contact_data([path[0] for path in fields if path])
        return super()._export_rows(fields, _is_toplevel_call=_is_toplevel_call)

    @api.model
    def _read_group_select(self, aggregate_spec, query):
        name, _property, aggregator = parse_read_group_spec(aggregate_spec)
        if aggregator not in COUNTERS:
            self._ensure_no_contact_data(name)
        return super()._read_group_select(aggregate_spec, query)

    @api.model
    def _read_group_groupby(self, alias, groupby_spec, query):
        # those of an order's customer pass here as well
        self._ensure_no_contact_data(groupby_spec.split(":")[0])
        return super()._read_group_groupby(alias, groupby_spec, query)

    @api.model
    def _ensure_no_contact_data(self, name):
        """:raise AccessError: a list of numbers that no log would tell of (CAR-7)"""
        if not self.env.su and name in self._get_contact_fields():
            raise AccessError(
                self.env._(
                    "Phone numbers and mail addresses are not listed by groups. Open "
                    "the customer whose number you need."
                )
            )

    def _note_contact_data(self, names):
        """Note whose phone or mail the user reads off the records (CAR-7)."""
        fields = self._get_contact_fields()
        if self.env.su or fields.keys().isdisjoint(names):
            return
        known = self.sudo()
        partners = self.env[PARTNER].sudo()
        for name in fields.keys() & set(names):
            for path in fields[name]:
                partners |= known.mapped(path) if path else known
        partners._origin.sudo(flag=False)._note_access()
