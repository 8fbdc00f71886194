from datetime import date

from odoo import models
from odoo.tools import ormcache

from ..tools.workdays import find_workdays


class ResourceCalendar(models.Model):
    _name = "resource.calendar"
    _inherit = ["resource.calendar", "workday.source.mixin"]

    @ormcache("self.id", "year")
    def _list_workdays(self, year):
        """Return the working days of a year, in order; kept, as boards ask for them.

        :rtype: list[date]
        """
        return find_workdays(self, date(year, 1, 1), date(year, 12, 31)).days


class ResourceCalendarAttendance(models.Model):
    _name = "resource.calendar.attendance"
    _inherit = ["resource.calendar.attendance", "workday.source.mixin"]


class ResourceCalendarLeaves(models.Model):
    _name = "resource.calendar.leaves"
    _inherit = ["resource.calendar.leaves", "workday.source.mixin"]

    def _holds_for_all(self):
        return any(not leave.resource_id for leave in self)
