from contextlib import contextmanager
from typing import NamedTuple

from odoo import SUPERUSER_ID, api, models
from odoo.exceptions import AccessError

from odoo.addons.jl_crm_base.tools.permit import Permit

# what an opportunity's stage, or whether it is open, may follow from
STAGE_TRIGGERS = {
    *("stage_id", "team_id", "user_id", "company_id", "type"),
    *("active", "probability", "is_closed"),
}
FINAL_STATES = ("won", "lost", "closed")
_OPEN = Permit("jl_crm_pipeline_gate")
_UNATTENDED = Permit("jl_crm_pipeline_gate")


class StageStep(NamedTuple):
    """An opportunity that was moved, with what it was before."""

    lead: models.Model
    start: models.Model  # the stage before; empty for a new one
    stage: models.Model
    old_state: str  # open, won, lost, closed; empty for a new one
    state: str

    @property
    def is_entry(self):
        return self.start != self.stage

    @property
    def is_return(self):
        return (
            self.is_entry
            and bool(self.start)
            and (self.stage.sequence < self.start.sequence)
        )

    @property
    def is_reopening(self):
        return self.old_state in FINAL_STATES and self.state == "open"

    @property
    def is_stay(self):
        """Whether a stay in a stage begins; to lose only ends one."""
        return self.is_entry or not self.old_state or self.is_reopening

    @property
    def is_loss(self):
        return self.state == "lost" and self.old_state != "lost"


class HeldSteps:
    """What opportunities were before some work, which passes the gate at its end."""

    def __init__(self):
        self.before = {}
        self._touched = {}

    def remember(self, leads):
        """Keep what they were, unless they were touched before."""
        fresh = leads.filtered(lambda lead: lead.id not in self._touched)
        self.before |= fresh._remember_stages()

    def touch(self, leads, has_probability):
        for lead in leads:
            chosen = self._touched.get(lead.id, False)
            self._touched[lead.id] = chosen or has_probability

    def list_ids(self, has_probability):
        """Return those that were touched with, or without, a probability."""
        return [id_ for id_, had in self._touched.items() if had == has_probability]


class StageGateMixin(models.AbstractModel):
    """The conditions of a stage hold for whoever moves an opportunity (K3O-1).

    A part of crm.lead. ``create`` and ``write`` compare the stage before and after, so
    that form, kanban, import, RPC, mass edit, server actions and automation, a change
    of the team and the conversion of a lead all pass here, whether as superuser or not.

    Somebody who can be told is refused with a StageError. Where nobody is there
    (OdooBot's crons, web forms, the mail gateway) nothing may be lost: the opportunity
    stays, or begins, in the stage that it may be in, and a note says what was missing.
    Data that add-ons bring along is taken as it is.
    """

    _name = "stage.gate.mixin"
    _inherit = ["stage.entry.mixin"]
    _description = "Gate between Stages"

    def _remember_stages(self):
        """Return {opportunity: (stage, state)}; a lead that is none yet has neither."""
        return {
            lead.id: (lead.stage_id, lead.opportunity_state)
            for lead in self.sudo()
            if lead.type == "opportunity"
        }

    @contextmanager
    def _settle_together(self):
        """Let what is done within pass the gate at its end, all of it at once.

        Yields the opportunities in the environment in which to do it.
        """
        if self.env.context.get("jl_crm_pipeline_gate"):
            yield self
            return
        held = HeldSteps()
        yield self.with_context(jl_crm_pipeline_gate=held)
        for has_probability in (True, False):
            leads = self.browse(held.list_ids(has_probability)).exists()
            leads._settle_stages(held.before, {}, has_probability)

    @api.model
    def _get_held_steps(self):
        held = self.env.context.get("jl_crm_pipeline_gate")
        return held if isinstance(held, HeldSteps) else None

    def _list_steps(self, before):
        """Return the steps that the opportunities have made since ``before``."""
        steps = []
        for lead in self.sudo():
            start, old_state = before.get(lead.id, (lead.stage_id.browse(), ""))
            step = StageStep(
                lead, start, lead.stage_id, old_state, lead.opportunity_state
            )
            is_moved = start != step.stage or old_state != step.state
            if lead.type == "opportunity" and step.stage and is_moved:
                steps.append(step)
        return steps

    def _settle_stages(self, before, entry, has_probability=False):
        """Check what the opportunities have done since ``before``, and put it down.

        :param dict before: what ``_remember_stages`` returned
        :param dict entry: what was filled in, with the reason of a waiver
        :param bool has_probability: whether the probability was chosen by the user
        :raise StageError: somebody has to fill something in first
        """
        steps = self._list_steps(before)
        if not steps:
            return
        if not self._is_loading_stages():
            self._ensure_may_reopen(steps)
            steps = self._pass_gate(steps, entry)
        self._enter_stages(steps, entry, has_probability)

    def _pass_gate(self, steps, entry):
        """Return the steps that stand; refuse, waive or set back the others."""
        missing = self._find_missing(steps)
        missing = self._waive_missing(steps, missing, entry.get("waiver"))
        if missing and self._is_stage_attended():
            raise self._make_stage_error(steps, missing)
        return [
            self._set_back(step, missing[step.lead.id])
            if step.lead.id in missing
            else step
            for step in steps
        ]

    @api.model
    def _is_stage_attended(self):
        """Whether somebody is there who can be told, superuser mode or not."""
        is_robot = self.env.uid == SUPERUSER_ID and "cron_id" in self.env.context
        is_alone = _UNATTENDED.holds(self.env)
        return not is_robot and not is_alone and self.env.user._is_internal()

    @api.model
    def _is_gate_open(self):
        return _OPEN.holds(self.env)

    @api.model
    def _is_loading_stages(self):
        """Whether an add-on brings its data along, which nobody is asked about."""
        return self.env.uid == SUPERUSER_ID and "install_mode" in self.env.context

    def _past_gate(self):
        """Return the opportunities such that the gate takes no notice."""
        return _OPEN.give(self)

    def _as_unattended(self):
        """Return the opportunities such that nobody is asked, as for a cron."""
        return _UNATTENDED.give(self)

    def _find_missing(self, steps):
        """Return {opportunity's id: what it lacks}, each a dict for the dialogue."""
        missing = {}
        groups = {}
        for step in steps:
            for item in self._list_own_missing(step):
                missing.setdefault(step.lead.id, []).append(item)
            if step.is_entry:
                groups.setdefault((step.start, step.stage), []).append(step.lead.id)
        for (start, stage), ids in groups.items():
            leads = self.sudo().browse(ids)
            for requirement in stage._get_asked(start):
                unmet = leads - requirement._filter_met(leads)
                for lead in unmet:
                    item = self._describe_requirement(requirement, lead)
                    missing.setdefault(lead.id, []).append(item)
        return missing

    def _list_own_missing(self, step):
        """Return what a step lacks that no condition of the stage says."""
        items = []
        if step.is_return and not step.is_reopening and not step.start.may_go_back:
            items.append(self._describe_no_return(step))
        if step.is_loss:
            items += step.lead._list_loss_missing()
        if step.is_entry and step.stage.stage_state == "closed":
            items += step.lead._list_closing_missing()
        return items

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

    def _set_back(self, step, items):
        """Leave an opportunity where it was, and note why; return what stands."""
        lead = step.lead._past_gate()
        target = step.start or lead._stage_find(domain=[("fold", "=", False)])
        if target != step.stage:
            values = {"stage_id": target.id}
            if step.state in FINAL_STATES:
                values |= {"active": True, "probability": target.win_probability}
            lead.write(values)
        elif step.is_loss:
            lead.write({"active": True, "probability": step.stage.win_probability})
        lead.message_post(body=self._word_set_back(step, items))
        return step._replace(stage=lead.stage_id, state=lead.opportunity_state)

    def _enter_stages(self, steps, entry, has_probability):
        """What follows when opportunities have come into their stages."""
        steps = [
            step
            for step in steps
            if step.start != step.stage or step.old_state != step.state
        ]
        if not has_probability:
            self._set_stage_probability(steps)
        closing = [step.lead.id for step in steps if step.stage.stage_state == "closed"]
        if closing:
            self.sudo().browse(closing)._close()
        self._log_stages(steps, note=entry.get("note"))
        self._after_stages(steps)

    def _set_stage_probability(self, steps):
        """Give the opportunities the probability of the stage that they entered."""
        for step in steps:
            probability = step.stage.win_probability
            is_open = step.state == "open" and step.stage.stage_state == "open"
            if is_open and probability and step.lead.probability != probability:
                step.lead._past_gate().write({"probability": probability})

    def _after_stages(self, steps):
        """Hook: the opportunities have entered their stages; tell who has to know."""
        for step in steps:
            users = step.stage._get_told_users() - self.env.user
            if step.is_entry and users:
                step.lead._tell_entry(users)

    def _tell_entry(self, users):
        self.message_notify(
            partner_ids=users.partner_id.ids,
            subject=self.env._(
                "%(name)s: now “%(stage)s”", name=self.name, stage=self.stage_id.name
            ),
            body=self.env._(
                "%(person)s has moved the opportunity of %(customer)s to “%(stage)s”.",
                person=self.env.user.name,
                customer=self.partner_id.display_name or self.name,
                stage=self.stage_id.name,
            ),
        )
