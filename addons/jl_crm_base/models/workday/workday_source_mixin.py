from odoo import api, models


class WorkdaySourceMixin(models.AbstractModel):
    """Something that working days are counted by: those that are kept follow it."""

    _name = "workday.source.mixin"
    _description = "Source of Working Days"

    @api.model_create_multi
    def create(self, vals_list):
        records = super().create(vals_list)
        records._forget_workdays()
        return records

    def write(self, vals):
        self._forget_workdays()
        result = super().write(vals)
        self._forget_workdays()
        return result

    def unlink(self):
        self._forget_workdays()
        return super().unlink()

    def _forget_workdays(self):
        if self._holds_for_all():
            self.env.registry.clear_cache()

    def _holds_for_all(self):
        """Whether these count for a whole company, not for one person alone."""
        return bool(self)
