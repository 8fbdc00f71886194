from datetime import timedelta

from odoo import api, fields, models

from ..tools.workdays import find_workdays

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
        return find_workdays(calendar, first, last)

    def _add_workdays(self, day, count):
        """Return the day that is ``count`` working days after ``day``."""
        ahead = timedelta(days=count * DAYS_AHEAD + 31)
        return self._find_workdays(day, day + ahead).add(day, count)

    def _to_day(self, moment):
        """Return the day of a moment where the company works."""
        calendar = self[:1].sudo().resource_calendar_id
        record = self.with_context(tz=calendar.tz or self.env.tz.zone)
        return fields.Datetime.context_timestamp(record, moment).date()
