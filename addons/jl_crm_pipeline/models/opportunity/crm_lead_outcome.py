from odoo import api, fields, models
from odoo.exceptions import UserError


class CrmLead(models.Model):
    """Whether an opportunity is open, won, lost or closed, and to whom (K3O-5)."""

    _name = "crm.lead"
    _inherit = "crm.lead"

    opportunity_state = fields.Selection(
        selection=[
            ("open", "Open"),
            ("won", "Won"),
            ("lost", "Lost"),
            ("closed", "Closed"),
        ],
        string="Outcome",
        compute="_compute_opportunity_state",
        store=True,
        index=True,
    )
    is_closed = fields.Boolean(
        readonly=True,
        copy=False,
        help="Neither won nor lost: there is nothing more to do.",
        system=True,
    )
    close_reason = fields.Char(readonly=True, copy=False, tracking=True, system=True)
    lost_competitor_id = fields.Many2one(
        comodel_name="crm.competitor",
        string="Lost to",
        copy=False,
        index="btree_not_null",
        tracking=True,
    )
    is_lost_to_nobody = fields.Boolean(
        string="No Winner",
        copy=False,
        help="The customer buys from nobody: the project was postponed or given up.",
    )
    competitor_ids = fields.One2many(
        comodel_name="crm.lead.competitor",
        inverse_name="lead_id",
        string="Competitors",
    )
    project_summary = fields.Html(
        help="How the project went: what brought it, what nearly lost it.",
    )
    intent_class = fields.Selection(
        selection=[
            ("10", "10 First intent"),
            ("80", "80 Clear intent"),
            ("99", "99 Decided, not yet formal"),
            ("signed", "Signed"),
        ],
        copy=False,
        tracking=True,
    )

    @api.depends("won_status", "is_closed", "active")
    def _compute_opportunity_state(self):
        for lead in self:
            status = lead.won_status or "pending"
            if status == "pending":
                status = "closed" if lead.is_closed and not lead.active else "open"
            lead.opportunity_state = status

    @api.depends("is_closed")
    def _compute_won_status(self):
        """Closed is not lost, though the hope may be as little."""
        result = super()._compute_won_status()
        closed = self.filtered(lambda lead: lead.is_closed and not lead.active)
        closed.filtered(lambda lead: lead.won_status == "lost").won_status = "pending"
        return result

    def action_set_lost(self, **additional_values):
        # to put away an opportunity without hope loses it: the reason comes first
        if additional_values:
            self.write(additional_values)
        return super().action_set_lost(**additional_values)

    def action_close(self, reason):
        """Close opportunities that are neither won nor lost (K3O-5).

        :param str reason: why there is nothing more to do
        :raise UserError: no reason, or one is finished already
        """
        reason = str(reason or "").strip()
        if not reason:
            raise UserError(self.env._("Say why the opportunity is closed."))
        if finished := self.filtered(lambda one: one.opportunity_state != "open"):
            raise UserError(
                self.env._("“%(name)s” is already finished.", name=finished[0].name)
            )
        self.check_access("write")
        self._ensure_owned({"active": False})
        self._write_system({"close_reason": reason})
        self._close()
        for lead in self:
            lead.message_post(body=self.env._("Closed: %(reason)s", reason=reason))

    def _close(self):
        self._as_system().write({"is_closed": True, "active": False})

    @api.model
    def _get_merged_fields(self):
        return (*super()._get_merged_fields(), "intent_class", "project_summary")

    @api.model
    def _get_merged_twins(self):
        filled = ("price", "strengths", "weaknesses", "note")
        rivals = {"crm.lead.competitor": ("competitor_id", filled)}
        return super()._get_merged_twins() | rivals
