from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError

from ..roles import MANAGERS

LOST_NEEDS = "jl_crm_pipeline.lost_needs"
REOPENING = "jl_crm_pipeline.reopening"
ENTRY_FIELDS = (
    *("lost_reason_id", "lost_competitor_id", "is_lost_to_nobody"),
    "close_reason",
)


class OpportunityOutcomeMixin(models.AbstractModel):
    """Won, lost, closed, reopened, each with what is needed for it (K3O-5).

    A part of crm.lead.
    """

    _name = "opportunity.outcome.mixin"
    _description = "Outcome of an Opportunity"

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
    expense_ids = fields.One2many(
        comodel_name="crm.selling.expense",
        inverse_name="lead_id",
        string="Selling Expenses",
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
    may_reopen = fields.Boolean(compute="_compute_may_reopen")

    @api.depends("won_status", "is_closed", "active")
    def _compute_opportunity_state(self):
        for lead in self:
            status = lead.won_status or "pending"
            if status == "pending":
                status = "closed" if lead.is_closed and not lead.active else "open"
            lead.opportunity_state = status

    @api.depends_context("uid")
    def _compute_may_reopen(self):
        self.may_reopen = self._may_reopen()

    @api.model
    def _get_entry_fields(self):
        """Return the fields that the dialogue of a refused step may fill in."""
        return ENTRY_FIELDS

    def _write_entry_fields(self, values):
        reason = values.pop("close_reason", None)
        if reason:
            self._write_system({"close_reason": str(reason)})
        if values:
            self.write(values)

    def _list_loss_missing(self):
        """Return what a loss asks for and the opportunity lacks (K3O-5)."""
        parameters = self.env["ir.config_parameter"].sudo()
        needs = parameters.get_param(LOST_NEEDS, "nothing")
        items = []
        if needs != "nothing" and not self.lost_reason_id:
            items.append(self._describe_field("lost_reason_id"))
        is_told = self.lost_competitor_id or self.is_lost_to_nobody
        if needs == "competitor" and not is_told:
            items.append(self._describe_lost_to())
        return items

    def _describe_lost_to(self):
        item = self._describe_field("lost_competitor_id")
        item["label"] = self.env._("Lost to which competitor, or no winner")
        item["input"]["alternative"] = {
            "key": "is_lost_to_nobody",
            "label": self._fields["is_lost_to_nobody"]._description_string(self.env),
        }
        return item

    def _list_closing_missing(self):
        return [] if self.close_reason else [self._describe_field("close_reason")]

    @api.model
    def _may_reopen(self):
        """Whether the user may take up again what was won, lost or closed."""
        setting = self.env["ir.config_parameter"].sudo().get_param(REOPENING)
        return setting != "manager" or any(map(self.env.user.has_group, MANAGERS))

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
        self._write_system({"close_reason": reason})
        self._close()
        for lead in self:
            lead.message_post(body=self.env._("Closed: %(reason)s", reason=reason))

    def _close(self):
        self._as_system().write({"is_closed": True, "active": False})

    def action_reopen(self, reason, stage=None):
        """Take up again what was won, lost or closed (K3O-5).

        :param str reason: why
        :param stage: crm.stage to go on in, or its id; by default the last open one
        :raise UserError: no reason, or one is open already
        :raise AccessError: the user is no manager
        """
        reason = str(reason or "").strip()
        if not reason:
            raise UserError(self.env._("Say why the opportunity is reopened."))
        stage = self.env["crm.stage"].browse((stage and int(stage)) or [])
        for lead in self:
            lead._reopen(reason, stage)

    def _reopen(self, reason, stage):
        if self.opportunity_state == "open":
            raise UserError(self.env._("“%(name)s” is open.", name=self.name))
        if not self._may_reopen():
            raise AccessError(
                self.env._("Only a manager reopens an opportunity. Ask your director.")
            )
        target = stage or self._get_last_open_stage()
        values = {"active": True, "is_closed": False, "stage_id": target.id}
        if not target.win_probability:
            values["probability"] = self.automated_probability or 10
        entry = {"waiver": reason, "note": reason}
        values |= {"lost_reason_id": False, "lost_competitor_id": False}
        values |= {"is_lost_to_nobody": False, "close_reason": False}
        self._as_system().write({**values, "stage_entry": entry})
        self.message_post(body=self.env._("Reopened: %(reason)s", reason=reason))

    def _get_last_open_stage(self):
        """Return the stage that the opportunity was in before it was finished."""
        stays = self.sudo().stage_history_ids.sorted("id", reverse=True)
        for stage in (self.stage_id, *stays.stage_id):
            if stage.stage_state == "open":
                return stage
        return self._stage_find(domain=[("stage_state", "=", "open")])
