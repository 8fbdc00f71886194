from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain

from ...tools import review_seats


class CrmReviewMixin(models.AbstractModel):
    """What a reviewer does beside approving and refusing (K3Q-4).

    Each is a row with a reason, none leaves a level out: another person signs in their
    place or besides, or it goes back. Whose work it is is asked by nobody.
    """

    _name = "crm.review.mixin"
    _inherit = "crm.review.mixin"

    review_return_reason = fields.Char(
        string="Sent Back",
        compute="_compute_review_return_reason",
    )

    @api.depends("review_state", "review_decision_ids")
    def _compute_review_return_reason(self):
        for document in self:
            last = document.sudo()._find_decisions(limit=1)
            is_back = document.review_state == "draft" and last.kind == "returned"
            document.review_return_reason = is_back and self.env._(
                "%(user)s: %(reason)s", user=last.user_id.name, reason=last.reason
            )

    def action_review_hand_on(self, user_id, reason):
        """Have somebody else decide in the user's place (K3Q-4).

        :param int user_id: of the colleague
        :param str reason: not empty
        :raise AccessError: it is not the user's turn
        :raise UserError: the colleague may not be asked
        """
        self.check_access("read")
        self._pass_on("handed", user_id, reason, review_seats.hand_on)

    def action_review_ask_before(self, user_id, reason):
        """Have somebody sign before those who are asked now (K3Q-4).

        :param int user_id: of the colleague
        :param str reason: not empty
        :raise AccessError: it is not the user's turn
        :raise UserError: the colleague may not be asked
        """
        self.check_access("read")
        self._pass_on(
            "asked_before",
            user_id,
            reason,
            lambda seats, _asking, asked: review_seats.ask_before(seats, asked),
        )

    def action_review_ask_after(self, user_id, reason):
        """Sign, and have somebody sign afterwards on the same level (K3Q-4).

        :param int user_id: of the colleague
        :param str reason: not empty
        :raise AccessError: it is not the user's turn
        :raise UserError: the colleague may not be asked
        """
        self.check_access("read")
        for document in self:
            principal, asked = document._pass_to("asked_after", user_id, reason)
            document._decide_level("signed", "submitted", principal, False)
            seats = review_seats.ask_after(document._get_seats(), asked.id)
            document._seat(review_seats.sign(seats, principal.id), reason, is_next=True)

    def action_review_copy_to(self, user_id, reason):
        """Show it to a colleague, who is told and reads it from then on (K3Q-4).

        :param int user_id: of the colleague
        :param str reason: what they are told; not empty
        :raise AccessError: it is not the user's turn
        :raise UserError: the colleague works without quotations
        """
        self.check_access("read")
        reason = self._ensure_reason(reason)
        for document in self:
            principal = document._ensure_may_review()
            reader = document._find_colleague(user_id)
            document._decide_level(
                "copied", "submitted", principal, reason, target_id=reader.id
            )
            title = self.env._("Copy for you: %(name)s", name=document.display_name)
            document._notify_review(reader, title, reason)

    def action_review_send_back(self, reason, level_id=False):
        """Send it back to an earlier level, or to who submitted it (K3Q-4).

        :param str reason: not empty
        :param int level_id: the earlier level; without one, who submitted it
        :raise AccessError: it is not the user's turn
        :raise UserError: the level is none of those before
        """
        self.check_access("read")
        reason = self._ensure_reason(reason)
        for document in self:
            principal = document._ensure_may_review()
            if level_id:
                document._return_to_level(level_id, principal, reason)
            else:
                document._decide_level("returned", "draft", principal, reason)
                title = self.env._("%(name)s: sent back", name=document.display_name)
                document._end_review(title, reason)

    def action_open_review_act(self):
        """Open the dialogue of what else a reviewer may do (K3Q-4).

        :rtype: dict
        """
        self.check_access("read")
        return self.env["crm.review.act"]._open_for(self)

    def _pass_on(self, kind, user_id, reason, change):
        """Have somebody else sign, in the user's place or before.

        :param change: of the seats, of in whose place the user acts and who is asked
        """
        for document in self:
            principal, asked = document._pass_to(kind, user_id, reason)
            seats = change(document._get_seats(), principal.id, asked.id)
            document._seat(seats, reason)

    def _pass_to(self, kind, user_id, reason):
        """Write down that somebody else is asked.

        :return: (in whose place the user acts, who is asked)
        """
        reason = self._ensure_reason(reason)
        principal = self._ensure_may_review()
        asked = self._find_colleague(user_id)
        self._ensure_askable(asked)
        self._decide_level(kind, "submitted", principal, reason, target_id=asked.id)
        return principal, asked

    def _return_to_level(self, level_id, principal, reason):
        level = self._find_earlier_levels().filtered(lambda one: one.id == level_id)
        if not level:
            raise UserError(
                self.env._("It can only go back to a level that has approved it.")
            )
        self._decide_level(
            "returned", "submitted", principal, reason, target_level_id=level.id
        )
        self._close_activities()
        self._ask_next_level()

    def _find_earlier_levels(self):
        """Return the levels that the document has passed before the present one."""
        document = self.sudo()
        levels = document._get_levels()
        return levels - levels._list_from(document.review_level_id)

    def _find_colleague(self, user_id):
        """Return a colleague of the document's company who works with quotations.

        :raise UserError: it is nobody of them
        """
        domain = (
            Domain("id", "=", user_id)
            & Domain("share", "=", False)
            & Domain("company_ids", "in", self.sudo()._review_company().ids)
        )
        user = self.env["res.users"].sudo().search(domain, limit=1)
        if not (user and user.has_group("sales_team.group_sale_salesman")):
            raise UserError(
                self.env._("Choose a colleague who works with quotations in the CRM.")
            )
        return user.with_env(self.env)

    def _get_kept_off(self):
        """Return who is not asked on this level: whose work it is, who signs anyway."""
        seated = review_seats.list_seated(self._get_seats())
        users = self.env["res.users"].browse(seated)
        return self._get_own_people() | users | self._find_signers()

    def _get_own_people(self):
        return self._get_excluded_reviewers() | self._get_owner_when_submitted()

    def _ensure_askable(self, user):
        """:raise UserError: it is their own work, or they sign on this level anyway"""
        if user in self._get_own_people():
            raise UserError(
                self.env._(
                    "%(user)s wrote in it, submitted it or had it, and nobody reviews "
                    "their own work: choose somebody else.",
                    user=user.sudo().name,
                )
            )
        if user in self._get_kept_off():
            raise UserError(
                self.env._(
                    "%(user)s signs on this level anyway: choose somebody else.",
                    user=user.sudo().name,
                )
            )
