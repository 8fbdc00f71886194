from odoo import models
from odoo.fields import Domain

from odoo.addons.jl_crm_pipeline.roles import SALES_MANAGER

# who hands over, receives, or answers for it
PARTIES = ("from_user_id", "receiver_ids", "supervisor_id", "stand_in_id")


class ResUsers(models.Model):
    _name = "res.users"
    _inherit = "res.users"

    def _get_handover_domain(self):
        """Return the record rule of handovers: one's own, those of who is below."""
        if self.has_group(SALES_MANAGER):
            return Domain.TRUE
        mine = Domain.OR(
            Domain(name, "in", self.ids) for name in (*PARTIES, "planner_id")
        )
        return mine | Domain("from_user_id", "in", self._get_handover_people())

    def _get_handover_plan_domain(self):
        """Return the record rule of who plans: for those below, nobody for oneself."""
        if self.has_group(SALES_MANAGER):
            return Domain.TRUE
        return Domain("from_user_id", "in", self._get_handover_people())

    def _get_handover_people(self):
        return list(self._get_customer_holder_ids() - {self.id})

    def _get_handover_part_domain(self):
        """Return the record rule of what is a part of a handover."""
        return Domain("handover_id", "any!", self._get_handover_domain())

    def _get_handover_plan_part_domain(self):
        return Domain("handover_id", "any!", self._get_handover_plan_domain())

    def _get_handover_line_domain(self):
        """Return the record rule of who works on a checklist: its parties."""
        parties = Domain.OR(
            Domain(f"handover_id.{name}", "in", self.ids) for name in PARTIES
        )
        return parties | self._get_handover_plan_part_domain()
