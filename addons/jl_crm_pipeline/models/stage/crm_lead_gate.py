from contextlib import contextmanager

from odoo import SUPERUSER_ID, api, models

from odoo.addons.jl_crm_base.tools.loading import is_loading_data
from odoo.addons.jl_crm_base.tools.permit import Permit

from .crm_lead_missing import LOST
from .stage_step import FINAL_STATES, DeferredSteps, StageStep

# what an opportunity's stage, or whether it is open, may follow from
STAGE_TRIGGERS = {
    *("stage_id", "team_id", "user_id", "company_id", "type"),
    *("active", "probability", "is_closed"),
}
_OPEN = Permit("jl_crm_pipeline_gate")
_UNATTENDED = Permit("jl_crm_pipeline_gate")


class CrmLead(models.Model):
    """The conditions of a stage hold for whoever moves an opportunity (K3O-1).

    ``create`` and ``write`` compare the stage before and after, so that form, kanban,
    import, RPC, mass edit, server actions and automation, a change of the team and the
    conversion of a lead all pass here, whether as superuser or not.

    A step is found (:meth:`_list_steps`), its conditions are asked
    (:meth:`_check_steps`), it is entered (:meth:`_enter_stages`) and put down in the
    history. What it lacks, and how that is filled in or waived, is said in
    ``crm_lead_missing``.

    Somebody who can be told is refused with a StageError. Where nobody is there
    (OdooBot's crons, web forms, the mail gateway) nothing may be lost: the opportunity
    stays, or begins, in the stage that it may be in, and a note says what was missing.
    Data that add-ons bring along is taken as it is.
    """

    _name = "crm.lead"
    _inherit = "crm.lead"

    @api.model_create_multi
    def create(self, vals_list):
        pairs = [self._split_stage_entry(vals) for vals in vals_list]
        leads = super().create([self._add_stage_values(vals) for vals, _entry in pairs])
        leads._pass_gate_as_new(pairs)
        return leads

    def write(self, vals):
        vals, entry = self._split_stage_entry(vals)
        if entry:
            self._fill_stage_entry(entry)
        if self._is_gate_open() or STAGE_TRIGGERS.isdisjoint(vals):
            return super().write(vals)
        has_probability = "probability" in vals
        if deferred := self._get_deferred_steps():
            deferred.remember(self)
            result = super().write(self._add_stage_values(vals))
            deferred.touch(self, has_probability)
            return result
        before = self._remember_stages()
        result = super().write(self._add_stage_values(vals))
        self._pass_gate(before, entry, has_probability)
        return result

    @api.model
    def message_new(self, msg_dict, custom_values=None):
        # nobody is there to be told, and no mail may be lost
        leads = super(CrmLead, self._as_unattended())
        return leads.message_new(msg_dict, custom_values).with_env(self.env)

    def _add_stage_values(self, vals):
        """Return the values with what the stage brings along."""
        stage = self.env["crm.stage"].browse(vals.get("stage_id") or [])
        if self and all(lead.stage_id == stage for lead in self):
            return dict(vals)
        if vals.get("type", self[:1].type) == "lead":
            return dict(vals)
        if stage.stage_state == "lost":
            return {**vals, **LOST}
        if stage.stage_state == "open" and stage.win_probability:
            # a form sends 0 along with all that nobody has touched
            chosen = (
                {"probability": vals["probability"]} if self._is_chosen(vals) else {}
            )
            return {**vals, "probability": stage.win_probability, **chosen}
        return dict(vals)

    def _is_chosen(self, vals):
        """Whether somebody says how probable it is, of a new one more than nothing."""
        return "probability" in vals and bool(self or vals["probability"])

    def _remember_stages(self):
        """Return {opportunity: (stage, state)}; a lead that is none yet has neither."""
        return {
            lead.id: (lead.stage_id, lead.opportunity_state)
            for lead in self.sudo()
            if lead.type == "opportunity"
        }

    def _pass_gate_as_new(self, pairs):
        """Let new opportunities through the gate.

        :param list pairs: (values, what was filled in) of each
        """
        together = {True: [], False: []}
        for lead, (vals, entry) in zip(self, pairs, strict=True):
            if entry:
                lead._fill_stage_entry(entry)
                lead._pass_gate({}, entry, self.browse()._is_chosen(vals))
            else:
                together[self.browse()._is_chosen(vals)].append(lead.id)
        for has_probability, ids in together.items():
            if ids:
                self.browse(ids)._pass_gate({}, {}, has_probability)

    @contextmanager
    def _pass_gate_together(self):
        """Let what is done within pass the gate at its end, all of it at once.

        Yields the opportunities in the environment in which to do it.
        """
        is_marked = self._is_gate_open() or _UNATTENDED.holds(self.env)
        if is_marked or self._get_deferred_steps():
            yield self
            return
        deferred = DeferredSteps()
        yield self.with_context(jl_crm_pipeline_gate=deferred)
        for has_probability in (True, False):
            leads = self.browse(deferred.list_ids(has_probability)).exists()
            leads._pass_gate(deferred.before, {}, has_probability)

    @api.model
    def _get_deferred_steps(self):
        deferred = self.env.context.get("jl_crm_pipeline_gate")
        return deferred if isinstance(deferred, DeferredSteps) else None

    def _pass_gate(self, before, entry, has_probability=False):
        """Check what the opportunities have done since ``before``, and put it down.

        :param dict before: what ``_remember_stages`` returned
        :param dict entry: what was filled in, with the reason of a waiver
        :param bool has_probability: whether the probability was chosen by the user
        :raise StageError: somebody has to fill something in first
        """
        steps = self._list_steps(before)
        if not steps:
            return
        if not is_loading_data(self.env):
            self._ensure_may_reopen(steps)
            steps = self._check_steps(steps, entry)
        self._enter_stages(steps, entry, has_probability)

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

    def _check_steps(self, steps, entry):
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

    def _past_gate(self):
        """Return the opportunities such that the gate takes no notice."""
        return _OPEN.give(self)

    def _as_unattended(self):
        """Return the opportunities such that nobody is asked, as for a cron."""
        return _UNATTENDED.give(self)

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
                step.lead._notify_entry(users)

    def _notify_entry(self, users):
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
