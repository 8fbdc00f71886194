from bisect import bisect_left, bisect_right
from datetime import date, timedelta

from pytz import timezone, utc

from odoo import models
from odoo.tools import ormcache

from ...tools.workdays import Workdays, find_workdays

# n working days lie within n times as many days, and a month of holidays
MOST_DAYS, HOLIDAYS = 3, 31


class ResCompany(models.Model):
    _name = "res.company"
    _inherit = "res.company"

    def write(self, vals):
        result = super().write(vals)
        if "resource_calendar_id" in vals:
            self.env.registry.clear_cache()
        return result

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
        return find_workdays(calendar, date(year, 1, 1), date(year, 12, 31)).days

    @ormcache("self.id")
    def _get_work_zone(self):
        """Return the name of the time zone that the company works in, if it says."""
        return self.sudo().resource_calendar_id.tz

    def _add_workdays(self, day, count):
        """Return the day that is ``count`` working days after ``day``."""
        return self._find_workdays(day, day + _get_span(count)).add(day, count)

    def _subtract_workdays(self, day, count):
        """Return the working day ``count`` before the last one up to ``day``."""
        days = self._find_workdays(day - _get_span(count), day).days
        return days[-count - 1] if count < len(days) else day

    def _to_day(self, moment):
        """Return the day of a moment where the company works."""
        [day] = self._to_days([moment])
        return day

    def _to_days(self, moments):
        """Return the days of moments where the company works.

        :param moments: datetimes in UTC, without a zone
        :rtype: list[date]
        """
        zone = timezone(self[:1]._get_work_zone() or self.env.tz.zone)
        return [utc.localize(moment).astimezone(zone).date() for moment in moments]


def _get_span(count):
    return timedelta(days=count * MOST_DAYS + HOLIDAYS)
