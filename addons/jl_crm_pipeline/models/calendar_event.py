from odoo import api, models
from odoo.fields import Domain


class CalendarEvent(models.Model):
    _name = "calendar.event"
    _inherit = ["calendar.event", "customer.work.mixin"]

    _work_customer_field = "partner_ids"

    @api.model
    def _work_open_domain(self):
        return Domain("stop", ">=", "now")

    @api.model
    def _work_customer_domain(self, customers):
        """Meetings that a customer attends, or that an opportunity of theirs has."""
        return super()._work_customer_domain(customers) | Domain(
            "opportunity_id.partner_id.commercial_partner_id", "in", customers.ids
        )
