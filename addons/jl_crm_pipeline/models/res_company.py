from bisect import bisect_left, bisect_right
from datetime import timedelta

from pytz import timezone, utc

from odoo import api, models

from ..tools.workdays import Workdays

# a stage that may last n working days ends within so many days
DAYS_AHEAD = 3


class ResCompany(models.Model):
    _inherit = "res.company"

    @api.model_create_multi
    def create(self, vals_list):
        companies = super().create(vals_list)
        companies.partner_id._unmake_customers()
        return companies

    def write(self, vals):
        result = super().write(vals)
        if "partner_id" in vals:
            self.partner_id._unmake_customers()
        return result

    def _find_workdays(self, first, last):
        """Return the working days of the company between two dates.

        :rtype: odoo.addons.jl_crm_pipeline.tools.workdays.Workdays
        """
        calendar = self[:1].sudo().resource_calendar_id
        years = range(first.year, last.year + 1)
        days = [day for year in years for day in calendar._list_workdays(year)]
        return Workdays(days[bisect_left(days, first) : bisect_right(days, last)])

    def _add_workdays(self, day, count):
        """Return the day that is ``count`` working days after ``day``."""
        ahead = timedelta(days=count * DAYS_AHEAD + 31)
        return self._find_workdays(day, day + ahead).add(day, count)

    def _to_day(self, moment):
        """Return the day of a moment where the company works."""
        [day] = self._to_days([moment])
        return day

    def _to_days(self, moments):
        """Return the days of moments where the company works.

        :param moments: datetimes in UTC, without a zone
        :rtype: list[date]
        """
        calendar = self[:1].sudo().resource_calendar_id
        zone = timezone(calendar.tz or self.env.tz.zone)
        return [utc.localize(moment).astimezone(zone).date() for moment in moments]
