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
