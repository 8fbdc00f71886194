from odoo import models


class CrmLead(models.Model):
    """The plans of an opportunity are those of its customer (CAR-3)."""

    _name = "crm.lead"
    _inherit = "crm.lead"

    def write(self, vals):
        if not {"partner_id", "active"} & vals.keys():
            return super().write(vals)
        planned = self.sudo().filtered("activity_ids")
        customers = planned.partner_id
        result = super().write(vals)
        (customers | planned.partner_id)._refresh_next_plan()
        return result
