from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError

from odoo.addons.jl_crm_base.tools.locks import lock_records
from odoo.addons.jl_crm_base.tools.session import ensure_own_session

ACTIVITY = "jl_crm_pipeline.mail_activity_type_stage_approval"


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
        related="asked_requirement_id.stage_id", string="Stage Asked for"
    )
    asked_by_id = fields.Many2one(
        comodel_name="res.users",
        string="Asked by",
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

    def action_ask_stage_approval(self, requirement_id):
        """Ask the director to let the opportunity into a stage (K3O-1).

        To ask again changes nothing.

        :param int requirement_id: the condition of the stage
        :return: True
        :raise AccessError: the caller may not work on the opportunity
        :raise UserError: nobody can be asked
        """
        self.ensure_one()
        self.check_access("write")
        requirement = self.env["crm.stage.requirement"].browse(requirement_id).exists()
        if requirement.kind != "approval" or self.asked_requirement_id == requirement:
            return True
        directors = self._get_stage_directors()
        if not directors:
            raise UserError(
                self.env._(
                    "No director can be asked. Name a team leader for the department "
                    "of the opportunity."
                )
            )
        self._write_system(
            {"asked_requirement_id": requirement.id, "asked_by_id": self.env.uid}
        )
        summary = self.env._(
            "%(user)s asks to enter “%(stage)s”",
            user=self.env.user.name,
            stage=requirement.stage_id.name,
        )
        self._put_on_lists(directors, ACTIVITY, summary)
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

    def _get_stage_directors(self):
        """Return the leader of the department, or whoever stands above."""
        leader = self.sudo().team_id.user_id
        superior = self.sudo().user_id.sales_manager_id
        asked = (leader - self.env.user) or (superior - self.env.user)
        return asked._filter_colleagues()

    def _decide_stage(self, answer, note):
        """Answer what was asked, and tell who asked.

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
        if not requirement:
            raise UserError(self.env._("This was decided on meanwhile."))
        self.env["crm.stage.answer"]._keep(self, requirement, answer)
        self._close_stage_request(requirement)
        self._tell_stage_decision(requirement, asker, answer, note)

    def _close_stage_request(self, requirement):
        waiting = self.filtered(lambda lead: lead.asked_requirement_id == requirement)
        waiting._write_system({"asked_requirement_id": False, "asked_by_id": False})
        waiting.sudo().activity_unlink([ACTIVITY])

    def _tell_stage_decision(self, requirement, asker, answer, note):
        reader = self.with_context(lang=asker.lang)
        values = {"stage": requirement.with_env(reader.env).stage_id.name}
        if answer == "yes":
            title = reader.env._("“%(stage)s” is approved", **values)
        else:
            title = reader.env._("“%(stage)s” is refused", **values)
        text = f"{title}: {note}" if note else title
        self.message_post(
            body=text,
            subject=title,
            partner_ids=asker.partner_id.ids,
            subtype_xmlid="mail.mt_comment",
        )
