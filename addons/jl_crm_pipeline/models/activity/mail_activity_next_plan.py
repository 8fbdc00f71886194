from odoo import api, models

TRIGGERS = {"active", "date_deadline", "date_done", "res_id", "res_model_id"}


class MailActivity(models.Model):
    """A plan that is made, moved or done changes when its customer is due (CAR-3)."""

    _name = "mail.activity"
    _inherit = "mail.activity"

    @api.model_create_multi
    def create(self, vals_list):
        activities = super().create(vals_list)
        activities._get_planned_customers()._refresh_next_plan()
        return activities

    def write(self, vals):
        if TRIGGERS.isdisjoint(vals):
            return super().write(vals)
        customers = self._get_planned_customers()
        result = super().write(vals)
        (customers | self._get_planned_customers())._refresh_next_plan()
        return result

    def unlink(self):
        customers = self._get_planned_customers()
        result = super().unlink()
        customers.exists()._refresh_next_plan()
        return result

    def _get_planned_customers(self):
        """Return whose next plan they may be."""
        # who plans may not read everything that is planned on
        own = self.sudo().filtered(
            lambda one: one.res_model in ("res.partner", "crm.lead")
        )
        return own._get_customers()
