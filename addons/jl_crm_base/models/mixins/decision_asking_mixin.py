from odoo import api, models
from odoo.exceptions import UserError


class DecisionAskingMixin(models.AbstractModel):
    """Asks people to decide, and for the reason when they did (K3C-5, K3Q-4, RES-3).

    The model has activities.
    """

    _name = "decision.asking.mixin"
    _description = "Asking for a Decision"

    def _put_on_lists(self, users, activity, summary, **vals):
        """Put it into the work lists of users, who are told of it otherwise.

        :param users: res.users who are asked
        :param str activity: external id of the type
        :param str summary: of the activity
        :param vals: further values of the activity
        """
        # the sender may not assign work to others, to ask for a decision is just that
        quiet = self.sudo().with_context(mail_activity_quick_update=True)
        for user in users:
            todo = quiet.activity_schedule(
                activity, summary=summary, user_id=user.id, **vals
            )
            if todo:
                todo._write_system({"is_asked": True})

    @api.model
    def _ensure_reason(self, reason):
        """Return the reason without blanks around it.

        :param str reason: as it was typed, may be False
        :raise UserError: there is none
        """
        if reason := (reason or "").strip():
            return reason
        raise UserError(self.env._("Write down the reason."))
