from odoo import fields, models
from odoo.exceptions import AccessError

from odoo.addons.jl_crm_base.tools.session import ensure_own_session


class CrmStageRequirement(models.Model):
    """A stage that a director lets an opportunity into (K3O-1).

    The approval is the director's answer to the condition, and kept like one.
    """

    _name = "crm.stage.requirement"
    _inherit = "crm.stage.requirement"

    kind = fields.Selection(
        selection_add=[("approval", "Approval of the director")],
        ondelete={"approval": "cascade"},
    )

    def write(self, vals):
        if vals.get("kind") == "approval":
            self._forget_answers()
        return super().write(vals)

    def _forget_answers(self):
        """Drop what was answered to a question: that approves nothing."""
        changed = self.filtered(lambda one: one.kind != "approval")
        # nobody may write answers, whoever may write the condition ends them
        answers = self.env["crm.stage.answer"].sudo()
        answers.search([("requirement_id", "in", changed.ids)]).unlink()

    def _check_approval(self, leads):
        return self._check_question(leads)

    def _input_approval(self, lead):
        if lead.with_env(self.env)._may_waive_stage():
            return {"type": "question"}
        return {"type": "approval", "isAsked": lead.asked_requirement_id == self}

    def _fill_approval(self, leads, value):
        ensure_own_session(self.env)
        if not leads._may_waive_stage():
            raise AccessError(
                self.env._("A director decides on this step. Ask for the approval.")
            )
        self.env["crm.stage.answer"]._keep(leads, self, value)
        leads._withdraw_stage_request(self)
