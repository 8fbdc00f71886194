from odoo import models
from odoo.exceptions import AccessError, UserError
from odoo.fields import Command


class CrmReviewMixin(models.AbstractModel):
    """The buttons of a review (K3Q-4, K3Q-5)."""

    _name = "crm.review.mixin"
    _inherit = "crm.review.mixin"

    def action_review_submit(self):
        """Ask for the review (K3Q-4).

        :raise UserError: something is missing, nobody is there to review, or it is
            under review or approved already
        """
        self.check_access("write")
        for document in self:
            document._lock_review()
            document.sudo()._void_if_changed()
            document._ensure_review_state("draft", "refused", "void")
            if blockers := document._get_submit_blockers():
                raise UserError("\n".join(blockers))
            document._submit_review()

    def action_review_approve(self, reason=False):
        """Approve on the current level; the last one releases the document (K3Q-4).

        :param str reason: a remark, may be empty
        :raise AccessError: it is not the user's turn
        :raise UserError: it was decided meanwhile, or changed
        """
        self.check_access("read")
        for document in self:
            principal = document._ensure_may_review()
            document._approve_level(principal, reason)

    def action_review_refuse(self, reason):
        """Refuse; the submitter is told why (K3Q-4).

        :param str reason: not empty
        :raise AccessError: it is not the user's turn
        """
        self.check_access("read")
        reason = self._ensure_reason(reason)
        for document in self:
            principal = document._ensure_may_review()
            document._decide_level("refused", "refused", principal, reason)
            document._end_review(
                self.env._("%(name)s: refused", name=document.display_name), reason
            )

    def action_review_withdraw(self, reason):
        """Take an approval back, as long as nothing was built on it (K3Q-4).

        :param str reason: not empty
        :raise AccessError: the user did not approve it
        :raise UserError: it has been sent, confirmed …
        """
        self.check_access("read")
        reason = self._ensure_reason(reason)
        for document in self:
            document._lock_review()
            document._ensure_review_state("approved")
            if not document.can_withdraw_review:
                raise AccessError(
                    self.env._("Only the person who gave an approval withdraws it.")
                )
            if blockers := document.sudo()._get_withdraw_blockers():
                raise UserError("\n".join(blockers))
            document.sudo()._decide("withdrawn", "void", reason=reason)
            document._end_review(
                self.env._("%(name)s: approval withdrawn", name=document.display_name),
                reason,
            )

    def action_review_recall(self):
        """Take a submitted document back to work on it (K3Q-4).

        :raise AccessError: it is somebody else's
        """
        self.check_access("read")
        for document in self:
            document._lock_review()
            document._ensure_review_state("submitted")
            if not document.can_recall_review:
                raise AccessError(
                    self.env._(
                        "Only the responsible person, or the superior who submitted it "
                        "for them, recalls it."
                    )
                )
            document._recall_review()

    def action_review_version(self):
        """Begin a new version; the earlier one stays in the course (K3Q-5)."""
        self.check_access("write")
        for document in self:
            document._lock_review()
            document._ensure_review_state("approved", "refused", "void")
            document.sudo()._decide("version", "draft", reviewer_ids=[Command.clear()])
            document.sudo()._write_system(
                {"review_version": document.review_version + 1}
            )

    def action_open_review_refuse(self):
        """Open the dialogue that asks for the reason of a refusal (K3Q-4)."""
        self.check_access("read")
        return self.env["crm.review.reason"]._open_for(self, "refuse")

    def action_open_review_withdraw(self):
        """Open the dialogue that asks for the reason of a withdrawal (K3Q-4)."""
        self.check_access("read")
        return self.env["crm.review.reason"]._open_for(self, "withdraw")
