from datetime import timedelta

from odoo import api, models


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

        :param str addon: whose they are
        :param dict hours: name of an action in the add-on → hour of the night
        """
        for name, hour in hours.items():
            if cron := self.env.ref(f"{addon}.{name}", raise_if_not_found=False):
                self._call_at_night(cron.ids, hour)
