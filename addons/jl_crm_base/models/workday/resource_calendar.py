from odoo import models


class ResourceCalendar(models.Model):
    _name = "resource.calendar"
    _inherit = ["resource.calendar", "workday.source.mixin"]

    def write(self, vals):
        if "tz" not in vals:
            return super().write(vals)
        with self.env["res.company"]._keeping_nights():
            return super().write(vals)


class ResourceCalendarAttendance(models.Model):
    _name = "resource.calendar.attendance"
    _inherit = ["resource.calendar.attendance", "workday.source.mixin"]


class ResourceCalendarLeaves(models.Model):
    _name = "resource.calendar.leaves"
    _inherit = ["resource.calendar.leaves", "workday.source.mixin"]

    def _holds_for_all(self):
        return any(not leave.resource_id for leave in self)
