from collections.abc import Collection
from itertools import chain, repeat

from odoo import api, models
from odoo.fields import Domain
from odoo.tools import SQL

from odoo.addons.jl_crm_base.tools.guard import X2MANY

from .calendar_event import ROWS

# of a hidden meeting: which colleagues are busy
COLLEAGUES = """
    SELECT r.calendar_event_id, array_agg(DISTINCT r.res_partner_id)
      FROM calendar_event_res_partner_rel r
      JOIN res_users u ON u.partner_id = r.res_partner_id AND u.share IS NOT TRUE
     WHERE r.calendar_event_id = ANY(%(ids)s)
     GROUP BY r.calendar_event_id
"""
NAMES = ("name", "display_name")


class CalendarEvent(models.Model):
    """Of a meeting that one may not read one sees when its people are busy (CAR-7).

    As Odoo shows private ones: the times and the organiser, and which colleagues take
    part, so that people can plan. All other fields are empty, new ones too.
    """

    _name = "calendar.event"
    _inherit = "calendar.event"

    @api.depends("privacy", "user_id")
    @api.depends_context("uid")
    def _compute_display_name(self):
        hidden = self._filter_hidden()
        hidden.display_name = self.env._("Busy")
        return super(CalendarEvent, self - hidden)._compute_display_name()

    def _filter_hidden(self):
        """Return those whose content the user may not read, by sudo too."""
        known = self._origin.sudo(flag=False)
        hidden = set(known._list_hidden_ids())
        return self.filtered(lambda event: event._origin.id in hidden)

    @api.model
    def _get_shown_fields(self):
        return self._get_public_fields() - self._get_custom_fields()

    def fetch(self, field_names=None):
        """Read rows into memory, as Odoo does; of hidden ones the masked values.

        :param field_names: names, or None for all
        """
        return super(CalendarEvent, ROWS.give(self)).fetch(field_names)

    def _fetch_query(self, query, fields):
        events = super()._fetch_query(query, fields)
        if not self.env.su and (hidden := events._filter_hidden()):
            hidden._mask(fields)
        return events

    def _mask(self, fields):
        """Have memory hold of the meetings what others may know."""
        shown = self._get_shown_fields()
        private = {field for field in fields if field.name not in shown}
        self.flush_recordset([field.name for field in private])
        for field in private - {self._fields["partner_ids"]}:
            value = self.env._("Busy") if field.name == "name" else False
            self.env.cache.update(
                self, field, repeat(field.convert_to_cache(value, self))
            )
        people = self._map_colleagues()
        attending = [tuple(people.get(event.id, ())) for event in self]
        self.env.cache.update(self, self._fields["partner_ids"], attending)

    def _map_colleagues(self):
        query = SQL(COLLEAGUES, ids=self.ids)
        return dict(self.env.execute_query(query))

    def _read_format(self, fnames, load="_classic_read"):
        rows = super()._read_format(fnames, load)
        private = set(fnames) - self._get_shown_fields()
        if self.env.su or not private:
            return rows
        hidden = self._filter_hidden()
        people = hidden and hidden._map_colleagues()
        for row in rows if hidden else ():
            if row.get("id") in hidden._ids:
                told = people.get(row["id"], ())
                row.update({name: self._get_blank(name, told) for name in private})
        return rows

    @api.model
    def _get_blank(self, name, people):
        """Return what is told of a private field, to a client."""
        if name in NAMES:
            return self.env._("Busy")
        if name == "partner_ids":
            return list(people)
        return [] if self._fields[name].type in X2MANY else False

    @api.model
    def _search(self, domain, offset=0, limit=None, order=None, **kwargs):
        domain = Domain(domain)
        if self.env.su or kwargs.get("bypass_access"):
            return super()._search(domain, offset, limit, order, **kwargs)
        asked = {condition.field_expr for condition in domain.iter_conditions()}
        asked.update(term.split()[0] for term in (order or "").split(",") if term)
        if self._asks_for_public(asked):
            return super()._search(domain, offset, limit, order, **kwargs)
        if asked <= self._get_shown_fields() | {"partner_ids"}:
            # who is busy is asked of colleagues
            domain = domain.map_conditions(self._keep_to_seen)
            return super()._search(domain, offset, limit, order, **kwargs)
        # nobody guesses by a condition what they are not told
        found = self.browse(super()._search(domain, **kwargs))
        told = Domain("id", "in", (found - found._filter_hidden()).ids)
        return super()._search(told, offset, limit, order, active_test=False)

    @api.model
    def _asks_for_public(self, names):
        return names <= self._get_shown_fields()

    @api.model
    def _keep_to_seen(self, condition):
        """Return the condition about people whom the user sees alone."""
        if condition.field_expr != "partner_ids":
            return condition
        value = condition.value
        ids = [value] if isinstance(value, int) else value
        is_list = isinstance(ids, Collection) and all(map(_is_id, ids))
        if condition.operator not in ("=", "in") or not is_list:
            return condition & self._get_told_domain()
        partners = self.env["res.partner"].browse(ids).exists()
        return Domain("partner_ids", "in", partners._filtered_access("read").ids)

    @api.model
    def _get_told_domain(self):
        events = self.with_context(active_test=False)
        # without a condition nothing is guessed: all are found
        found = self.browse(events._search(Domain.TRUE))
        return Domain("id", "in", (found - found._filter_hidden()).ids)

    @api.model
    def _read_group(self, domain, groupby=(), aggregates=(), *args, **kwargs):
        domain = self._keep_told(domain, (*groupby, *aggregates))
        return super()._read_group(domain, groupby, aggregates, *args, **kwargs)

    @api.model
    def _read_grouping_sets(self, domain, grouping_sets, aggregates=(), order=None):
        terms = (*chain.from_iterable(grouping_sets), *aggregates)
        domain = self._keep_told(domain, terms)
        return super()._read_grouping_sets(domain, grouping_sets, aggregates, order)

    @api.model
    def _keep_told(self, domain, terms):
        names = {term.split(":")[0] for term in terms} - {"__count"}
        if self.env.su or self._asks_for_public(names):
            return domain
        found = self.browse(self._search(domain))
        return Domain("id", "in", (found - found._filter_hidden()).ids)


def _is_id(value):
    return isinstance(value, int) and value > 0
