from bisect import bisect_left, bisect_right
from contextlib import contextmanager, nullcontext
from datetime import date, timedelta
from functools import cache

import pytz
from pytz import country_timezones, utc

from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import ormcache

from ...tools.workdays import Workdays, find_workdays

# n working days lie within n times as many days, and a month of holidays
MOST_DAYS, HOLIDAYS = 3, 31
NOWHERE = (False, "UTC")
ZONE_FIELDS = {"tz", "resource_calendar_id"}
# a page asks for it hundreds of times, and pytz normalizes the name each time
timezone = cache(pytz.timezone)


class ResCompany(models.Model):
    """Days are the company's: of its time zone, calendar and special days."""

    _name = "res.company"
    _inherit = "res.company"

    tz = fields.Selection(
        string="Time Zone",
        related="resource_calendar_id.tz",
        readonly=False,
        help="Days begin and end here, for reminders and scheduled actions too. "
        "Taken from the country when the company is made.",
    )

    @api.model_create_multi
    def create(self, vals_list):
        # a company has its calendar, which the zone belongs to, once it is made
        zones = [vals.get("tz") for vals in vals_list]
        made = super().create([_drop_zone(vals) for vals in vals_list])
        # Odoo may have installed the accounting of a country, with a registry anew
        companies = self.env[self._name].browse(made.ids)
        self.env.registry.clear_cache()
        for company, vals, zone in zip(companies, vals_list, zones, strict=True):
            if zone:
                company.tz = zone
            elif not vals.get("resource_calendar_id"):
                company._take_zone_of_country()
        self.env["crm.special.year"]._ensure_years()
        return companies

    def write(self, vals):
        following = self._filter_following_country() if "country_id" in vals else self
        # a zone that is written lies in the calendar, which sees to it
        is_moving = "resource_calendar_id" in vals
        with self._keeping_nights() if is_moving else nullcontext():
            result = super().write(vals)
            if not ZONE_FIELDS.isdisjoint(vals) or "country_id" in vals:
                self.env.registry.clear_cache()
        if vals.get("country_id"):
            self.env[self._name].browse(following.ids)._take_zone_of_country()
            self.env["crm.special.year"]._ensure_years()
        return result

    def _filter_following_country(self):
        """Return those whose zone is their country's, or none: nobody has chosen it."""
        return self.filtered(
            lambda one: one.tz in NOWHERE or one.tz == one._get_zone_of_country()
        )

    @api.model
    @contextmanager
    def _keeping_nights(self):
        """Let what is scheduled keep its hour when the main company's zone changes."""
        main = self.browse(self._list_companies()[:1])
        before = main._get_work_zone()
        yield
        after = self.env[self._name].browse(main.ids)._get_work_zone()
        self.env["ir.cron"]._keep_hours(before, after)

    def _take_zone_of_country(self):
        for company in self:
            if zone := company._get_zone_of_country():
                company.tz = zone

    def _get_zone_of_country(self, country=None):
        """Return the time zone of the country, the capital's where it has several.

        :param country: res.country; the company's where it is not given
        """
        zones = country_timezones.get((country or self.country_id).code or "")
        return zones[0] if zones else None

    def _find_workdays(self, first, last):
        """Return the working days of the company between two dates.

        :rtype: odoo.addons.jl_crm_base.tools.workdays.Workdays
        """
        years = range(first.year, last.year + 1)
        days = [day for year in years for day in self[:1]._list_workdays(year)]
        return Workdays(days[bisect_left(days, first) : bisect_right(days, last)])

    @ormcache("self.id", "year")
    def _list_workdays(self, year):
        """Return the working days of a year, in order; kept, as boards ask for them.

        :rtype: list[date]
        """
        calendar = self.sudo().resource_calendar_id
        days = find_workdays(calendar, date(year, 1, 1), date(year, 12, 31)).days
        special = self.env["crm.special.day"]._map_kinds(self, year)
        usual = [day for day in days if day not in special]
        worked = [day for day, is_worked in special.items() if is_worked]
        return sorted([*usual, *worked])

    @ormcache("self.id")
    def _get_work_zone(self):
        """Return the name of the time zone that the company works in.

        :rtype: str
        """
        company = self.sudo()
        # not the related field: while it is written it has the new zone already
        zone = company.resource_calendar_id.tz
        return zone or company._get_zone_of_country() or "UTC"

    def _add_workdays(self, day, count):
        """Return the day that is ``count`` working days after ``day``."""
        return self._find_workdays(day, day + _get_span(count)).add(day, count)

    def _subtract_workdays(self, day, count):
        """Return the working day ``count`` before the last one up to ``day``."""
        days = self._find_workdays(day - _get_span(count), day).days
        return days[-count - 1] if count < len(days) else day

    def _to_day(self, moment=None):
        """Return the day of a moment where the company works.

        :param datetime moment: in UTC, without a zone; now where it is not given
        :rtype: date
        """
        [day] = self._to_days([moment or fields.Datetime.now()])
        return day

    def _to_days(self, moments):
        """Return the days of moments where the company works.

        :param moments: datetimes in UTC, without a zone
        :rtype: list[date]
        """
        zone = timezone(self[:1]._get_work_zone())
        return [utc.localize(moment).astimezone(zone).date() for moment in moments]

    def _to_local(self, moment):
        """Return what the clock says at a moment where the company works.

        :param datetime moment: in UTC, without a zone
        :return: without a zone
        :rtype: datetime
        """
        zone = timezone(self[:1]._get_work_zone())
        return utc.localize(moment).astimezone(zone).replace(tzinfo=None)

    @api.model
    def _compare_with_day(self, name, operator, get_day=None, company="company_id"):
        """Return the domain of records whose date compares with a day of their company.

        Records without a company belong to the main one.

        :param str name: of the date
        :param str operator: of the comparison
        :param get_day: from a company to the day; today where it is not given
        :param str company: path from the record to its company
        :rtype: odoo.fields.Domain
        """
        companies = self.sudo().browse(self._list_companies())
        get_day = get_day or (lambda one: one._to_day())
        terms = []
        for day, group in companies.grouped(get_day).items():
            owned = Domain(company, "in", group.ids)
            if companies[:1] in group:
                owner = company.split(".")[0]
                owned |= Domain(company, "=", False) | Domain(owner, "=", False)
            terms.append(owned & Domain(name, operator, day))
        return Domain.OR(terms)

    @api.model
    @ormcache()
    def _list_companies(self):
        """Return the ids of the companies, the main one first.

        :rtype: tuple[int]
        """
        return self.sudo().search(Domain.TRUE, order="id")._ids

    def _to_moment(self, day, hour=0.0):
        """Return the moment of an hour of a day where the company works.

        :param date day: there
        :param float hour: of that day, there
        :return: in UTC, without a zone
        :rtype: datetime
        """
        zone = timezone(self[:1]._get_work_zone())
        midnight = fields.Datetime.to_datetime(day)
        local = zone.localize(midnight + timedelta(hours=hour))
        return local.astimezone(utc).replace(tzinfo=None)


def _drop_zone(vals):
    return {name: value for name, value in vals.items() if name != "tz"}


def _get_span(count):
    return timedelta(days=count * MOST_DAYS + HOLIDAYS)
