from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError

from odoo.addons.jl_crm_base.tools.locks import lock_records
from odoo.addons.jl_crm_base.tools.session import ensure_own_session

from ...exceptions import StageError

ACTIVITY = "jl_crm_pipeline.mail_activity_type_stage_approval"
NOTHING_ASKED = {
    "asked_requirement_id": False,
    "asked_stage_id": False,
    "asked_by_id": False,
    "asked_director_id": False,
}


class CrmLead(models.Model):
    """A director is asked to let an opportunity into a stage, and decides (K3O-1)."""

    _name = "crm.lead"
    _inherit = ["crm.lead", "decision.asking.mixin"]

    asked_requirement_id = fields.Many2one(
        comodel_name="crm.stage.requirement",
        string="Approval Asked for",
        readonly=True,
        copy=False,
        index="btree_not_null",
        ondelete="set null",
        system=True,
    )
    asked_stage_id = fields.Many2one(
        comodel_name="crm.stage",
        string="Stage Asked for",
        readonly=True,
        copy=False,
        index="btree_not_null",
        ondelete="set null",
        system=True,
    )
    asked_by_id = fields.Many2one(
        comodel_name="res.users",
        string="Asked by",
        readonly=True,
        copy=False,
        index="btree_not_null",
        system=True,
    )
    asked_director_id = fields.Many2one(
        comodel_name="res.users",
        string="Director Asked",
        readonly=True,
        copy=False,
        index="btree_not_null",
        system=True,
    )
    can_decide_stage = fields.Boolean(compute="_compute_can_decide_stage")

    @api.depends("asked_requirement_id")
    @api.depends_context("uid")
    def _compute_can_decide_stage(self):
        may = self._may_waive_stage()
        for lead in self:
            lead.can_decide_stage = may and bool(lead.asked_requirement_id)

    def action_ask_stage_approval(self, requirement_id, stage_id=None):
        """Ask a director to let the opportunity into a stage (K3O-1).

        To ask again changes nothing.

        :param int requirement_id: the condition that is not fulfilled
        :param int stage_id: where the opportunity is to go; by default the stage of
            the condition
        :return: True
        :raise AccessError: the caller may not work on the opportunity
        :raise UserError: nobody can be asked
        """
        self.ensure_one()
        self.check_access("write")
        requirement = self.env["crm.stage.requirement"].browse(requirement_id).exists()
        if requirement.kind != "approval" or self.asked_requirement_id == requirement:
            return True
        director = self._find_stage_director()
        stage = self.env["crm.stage"].browse(stage_id).exists()
        self._withdraw_stage_request()
        self._write_system(
            {
                "asked_requirement_id": requirement.id,
                "asked_stage_id": (stage or requirement.stage_id).id,
                "asked_by_id": self.env.uid,
                "asked_director_id": director.id,
            }
        )
        self._tell_stage_director(director)
        return True

    def action_decide_stage(self):
        """Open the dialogue in which a director decides (K3O-1)."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Decide on the Stage"),
            "res_model": "crm.stage.decision",
            "view_mode": "form",
            "target": "new",
            "context": {"default_lead_id": self.id},
        }

    def _find_stage_director(self):
        """Return who decides: the leader of the department, or the next one above.

        :raise UserError: none of them may
        """
        lead = self.sudo()
        asked, above = lead.team_id.user_id, lead.user_id.sales_manager_id
        while above and above not in asked:
            asked |= above
            above = above.sales_manager_id
        for user in asked._filter_colleagues() - self.env.user:
            own = self.with_user(user)
            if own._may_waive_stage() and own.has_access("write"):
                return user
        raise UserError(
            self.env._(
                "No director can be asked. Name a director as leader of the "
                "department of the opportunity."
            )
        )

    def _tell_stage_director(self, director):
        # read in the language of whoever is asked
        reader = self.with_context(lang=director.lang)
        summary = reader.env._(
            "%(user)s asks to enter “%(stage)s”",
            user=self.env.user.name,
            stage=reader.asked_stage_id.name,
        )
        self._put_on_lists(director, ACTIVITY, summary)
        self.message_notify(
            partner_ids=director.partner_id.ids,
            subject=f"{self.name}: {summary}",
            body=summary,
        )

    def _decide_stage(self, answer, note):
        """Answer what was asked, take the step, and tell who asked.

        :param str answer: yes or no
        :param str note: in the director's words
        :raise AccessError: the caller is no director, or may not work on it
        :raise UserError: somebody has decided meanwhile
        """
        self.ensure_one()
        ensure_own_session(self.env)
        self.check_access("write")
        if not self._may_waive_stage():
            raise AccessError(self.env._("A director decides on this step."))
        lock_records(self, allow_referencing=True)
        requirement, asker = self.asked_requirement_id, self.asked_by_id
        stage = self.asked_stage_id
        if not requirement:
            raise UserError(self.env._("This was decided on meanwhile."))
        self.env["crm.stage.answer"]._keep(self, requirement, answer)
        self._withdraw_stage_request()
        reader = self.with_context(lang=asker.lang)
        if answer == "no":
            missing = ""
            title = reader.env._("“%(stage)s” is refused", stage=reader._word(stage))
        else:
            missing = reader._take_approved_step(stage, note)
            title = reader.env._("“%(stage)s” is approved", stage=reader._word(stage))
        text = "\n".join(filter(None, [f"{title}: {note}" if note else title, missing]))
        self._tell_stage_asker(asker, title, text)

    def _word(self, stage):
        return stage.with_env(self.env).name

    def _take_approved_step(self, stage, note):
        """Take the opportunity into the stage, unless it has gone on meanwhile.

        :return: what is missing besides, in words
        """
        is_ahead = stage.sequence > self.stage_id.sequence
        if self.opportunity_state != "open" or not is_ahead:
            return ""
        entry = {"note": note} if note else {}
        try:
            with self.env.cr.savepoint():
                self.write({"stage_id": stage.id, "stage_entry": entry})
        except StageError as error:
            return str(error)
        return ""

    def _withdraw_stage_request(self, requirement=None):
        """Ask nobody any more, and take it off the lists."""
        asking = self.filtered("asked_requirement_id")
        if requirement:
            asking = asking.filtered(
                lambda one: one.asked_requirement_id == requirement
            )
        asking._write_system(NOTHING_ASKED)
        asking.sudo().activity_unlink([ACTIVITY])

    def _tell_stage_asker(self, asker, title, text):
        self.message_post(
            body=text,
            subject=title,
            partner_ids=asker.partner_id.ids,
            subtype_xmlid="mail.mt_comment",
        )

    def _after_stages(self, steps):
        # whoever has got there otherwise asks no more
        result = super()._after_stages(steps)
        for step in steps:
            lead = step.lead
            if lead.asked_stage_id == step.stage or step.state != "open":
                lead._withdraw_stage_request()
        return result
