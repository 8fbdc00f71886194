from odoo import api, fields, models


class CrmHandover(models.Model):
    """The next sensible step of the person who looks: its button stands out (HUA-2)."""

    _name = "crm.handover"
    _inherit = "crm.handover"

    next_step = fields.Char(
        compute="_compute_next_step",
        export_string_translation=False,
    )

    has_open_key_items = fields.Boolean(compute="_compute_has_open_key_items")

    @api.depends("line_ids.is_witnessed", "line_ids.is_key")
    def _compute_has_open_key_items(self):
        for handover in self:
            items = handover._get_unsettled()
            handover.has_open_key_items = any(items.mapped("is_key"))

    @api.depends_context("uid")
    @api.depends("state", "customer_ids", "line_ids.my_step", "is_my_signature_missing")
    def _compute_next_step(self):
        for handover in self:
            handover.next_step = handover._find_next_step()

    def _find_next_step(self):
        """Return the name of the step, or nothing where one waits for others."""
        if self.state == "draft":
            return "plan" if self.customer_ids or self._takes_rest() else "fill"
        if self.state == "planned":
            return "start"
        if self.state == "signing":
            return "sign" if self.is_my_signature_missing else False
        return self._find_checklist_step() if self.state == "in_progress" else False

    def _find_checklist_step(self):
        if not self._get_unsettled() and self._get_roles(self.env.user):
            return "to_signing"
        pending = self.line_ids.filtered("my_step")
        if self._is_waiting_for_supervisor():
            return "attend"
        if any(line.is_for_bulk for line in pending):
            return "general"
        return "items" if pending else False

    def _is_waiting_for_supervisor(self):
        """Whether the user is the supervisor, and the others wait for them."""
        is_mine = "supervisor" in self._get_roles(self.env.user)
        return is_mine and self.has_open_key_items and not self.is_attended
