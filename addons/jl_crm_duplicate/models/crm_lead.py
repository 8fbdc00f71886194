from odoo import api, models

from .crm_duplicate_source import LEAD_FIELDS

TRIGGERS = {*LEAD_FIELDS, "active", "partner_id"}


class CrmLead(models.Model):
    _inherit = "crm.lead"

    @api.model_create_multi
    def create(self, vals_list):
        leads = super().create(vals_list)
        leads._index_duplicates()
        return leads

    def write(self, vals):
        result = super().write(vals)
        if not TRIGGERS.isdisjoint(vals):
            self._index_duplicates()
        return result

    def unlink(self):
        numbers = [-lead_id for lead_id in self.ids]
        result = super().unlink()
        self.env["crm.duplicate.index"]._refresh_later(numbers)
        return result

    def _index_duplicates(self):
        """Bring the keys of the leads in line."""
        index = self.env["crm.duplicate.index"]
        index._refresh_later([-lead_id for lead_id in self.ids])

    def _tell_duplicate(self, is_seen):
        """Return what a reader is told of a lead that looks like a customer.

        :param bool is_seen: whether the reader may open it
        """
        self.ensure_one()
        return {
            "partner_id": False,
            "lead_id": self.id if is_seen else False,
            "access_token": False,
            "display_name": self.partner_name or self.contact_name or self.name,
            "holder": self.user_id.name or "",
            "department": self.team_id.name or "",
            "status": dict(self._fields["type"]._description_selection(self.env))[
                self.type
            ],
        }
