from odoo import models


class WorkdaySourceMixin(models.AbstractModel):
    """The deadlines of opportunities follow the working days (K3O-1)."""

    _name = "workday.source.mixin"
    _inherit = "workday.source.mixin"

    def _forget_workdays(self):
        result = super()._forget_workdays()
        cron = "jl_crm_pipeline.ir_cron_refresh_deadlines"
        if self._holds_for_all() and (job := self.env.ref(cron, False)):
            job.sudo()._trigger()
        return result
