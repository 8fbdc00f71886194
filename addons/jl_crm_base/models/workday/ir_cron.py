from datetime import timedelta

from pytz import timezone, utc

from odoo import api, fields, models


class IrCron(models.Model):
    _name = "ir.cron"
    _inherit = "ir.cron"

    @api.model
    def _call_at_night(self, ids, hour):
        """Let scheduled actions run each day at an hour of the main company's night.

        :param list ids: of the actions
        :param float hour: 1.5 is half past one
        """
        company = self.env["res.company"].search([], order="id", limit=1)
        tomorrow = company._to_day() + timedelta(days=1)
        self.browse(ids).nextcall = company._to_moment(tomorrow, hour)

    @api.model
    def _move_to_night(self, addon, hours):
        """Let the scheduled actions of an installed add-on run at night from now on.

        One that somebody has set to another hour than it came with stays there.

        :param str addon: whose they are
        :param dict hours: name of an action in the add-on → (hour of the night, time
            in UTC that it came with, or None for that of the installation)
        """
        for name, (hour, delivered) in hours.items():
            cron = self.env.ref(f"{addon}.{name}", raise_if_not_found=False)
            if cron and delivered in (None, cron.nextcall.strftime("%H:%M")):
                self._call_at_night(cron.ids, hour)

    @api.model
    def _keep_hours(self, before, after):
        """Let our scheduled actions run at the same hour in another time zone.

        :param str before: name of the zone in which the hours were meant
        :param str after: name of the zone in which they are meant now
        """
        if before == after:
            return
        for cron in self._find_nightly():
            local = utc.localize(cron.nextcall).astimezone(timezone(before))
            moment = timezone(after).localize(local.replace(tzinfo=None))
            nextcall = moment.astimezone(utc).replace(tzinfo=None)
            if nextcall <= fields.Datetime.now():
                nextcall += timedelta(days=1)
            cron.nextcall = nextcall

    @api.model
    def _find_nightly(self):
        """Return our scheduled actions that run once a day, or less often."""
        ours = self.env["ir.model.data"].sudo()
        domain = [("model", "=", self._name), ("module", "=like", "jl\\_crm\\_%")]
        crons = self.sudo().browse(ours.search(domain).mapped("res_id")).exists()
        return crons.filtered(lambda one: one.interval_type in ("days", "weeks"))
