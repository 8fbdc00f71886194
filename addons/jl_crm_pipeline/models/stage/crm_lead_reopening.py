from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError

from ...roles import MANAGERS
from ...tools.holder import find_there

REOPENING = "jl_crm_pipeline.reopening"


class CrmLead(models.Model):
    """What was won, lost or closed is taken up again, by a manager (K3O-5)."""

    _name = "crm.lead"
    _inherit = "crm.lead"

    may_reopen = fields.Boolean(compute="_compute_may_reopen")

    @api.depends_context("uid")
    def _compute_may_reopen(self):
        self.may_reopen = self._may_reopen()

    @api.model
    def _may_reopen(self):
        """Whether the user may take up again what was won, lost or closed."""
        setting = self.env["ir.config_parameter"].sudo().get_param(REOPENING)
        return setting != "manager" or any(map(self.env.user.has_group, MANAGERS))

    def _ensure_may_reopen(self, steps):
        """:raise AccessError: a step reopens, which the user may not"""
        reopened = [step.lead for step in steps if step.is_reopening]
        if reopened and self._is_stage_attended() and not self._may_reopen():
            raise AccessError(
                self.env._(
                    "“%(name)s” is finished. Only a manager reopens it: "
                    "ask your office director.",
                    name=reopened[0].name,
                )
            )

    def action_reopen(self, reason, stage=None):
        """Take up again what was won, lost or closed (K3O-5).

        :param str reason: why
        :param stage: crm.stage to go on in, or its id; by default the last open one
        :raise UserError: no reason, or one is open already
        :raise AccessError: the user is no manager
        """
        self.check_access("write")
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
        if not find_there(self.user_id):
            # nothing comes back to who has left: the office gives it to somebody
            values["user_id"] = False
        self._as_system().write({**values, "stage_entry": entry})
        self.message_post(body=self.env._("Reopened: %(reason)s", reason=reason))

    def _get_last_open_stage(self):
        """Return the stage that the opportunity was in before it was finished."""
        stays = self.sudo().stage_history_ids.sorted("id", reverse=True)
        for stage in (self.stage_id, *stays.stage_id):
            if stage.stage_state == "open":
                return stage
        return self._stage_find(domain=[("stage_state", "=", "open")])
