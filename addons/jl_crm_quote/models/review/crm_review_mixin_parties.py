from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError
from odoo.fields import Domain


class CrmReviewMixin(models.AbstractModel):
    """Whose a document is, and who may decide on it."""

    _name = "crm.review.mixin"
    _inherit = "crm.review.mixin"

    can_review = fields.Boolean(
        string="My Turn to Review",
        compute="_compute_can_review",
        search="_search_can_review",
    )
    can_withdraw_review = fields.Boolean(compute="_compute_can_withdraw_review")
    can_recall_review = fields.Boolean(compute="_compute_can_recall_review")

    @api.depends("review_state", "reviewer_ids")
    @api.depends_context("uid")
    def _compute_can_review(self):
        for document in self:
            document.can_review = bool(document._get_principal())

    def _search_can_review(self, operator, value):
        if operator != "in":
            return NotImplemented
        me = self.env.user
        principals = self.env["crm.review.stand.in"]._find_principals(me) | me
        return (
            Domain("review_state", "=", "submitted")
            & Domain("reviewer_ids", "in", principals.ids)
            & Domain("review_submitter_id", "!=", me.id)
            & ~self._get_author_domain(me)
        )

    @api.depends("review_state")
    @api.depends_context("uid")
    def _compute_can_withdraw_review(self):
        for document in self:
            document.can_withdraw_review = (
                document.review_state == "approved"
                and self.env.user in document._get_reviewed_by()
            )

    @api.depends("review_state", "review_submitter_id")
    @api.depends_context("uid")
    def _compute_can_recall_review(self):
        for document in self:
            document.can_recall_review = (
                document.review_state == "submitted" and document._is_mine_to_recall()
            )

    def _is_mine_to_recall(self):
        """Whether it is the user's, or a subordinate's for whom they submitted it."""
        document, me = self.sudo(), self.env.user
        owner = document._review_owner()
        if not owner:
            return me in document._get_submitters()
        is_above = owner.id in me._get_customer_holder_ids()
        return me == owner or (is_above and me == document.review_submitter_id)

    def _ensure_may_review(self):
        """Return in whose place the user decides; nobody else does so meanwhile.

        :raise AccessError: it is not their turn, or their own document
        :raise UserError: it was decided or changed meanwhile
        """
        self.check_access("read")
        self._lock_review()
        self._ensure_review_state("submitted")
        self._ensure_not_own()
        principal = self._get_principal()
        if not principal:
            raise AccessError(
                self.env._(
                    "Only %(names)s, or their stand-ins, can review this now.",
                    names=", ".join(self.sudo().reviewer_ids.mapped("name")),
                )
            )
        if not self.sudo()._is_as_reviewed():
            raise UserError(
                self.env._(
                    "%(name)s was changed after it was submitted. It has to be "
                    "submitted again.",
                    name=self.display_name,
                )
            )
        return principal

    def _ensure_not_own(self):
        """:raise AccessError: it is the user's work, or was when it was submitted"""
        me = self.env.user
        if me in self._get_parties() | self._get_owner_when_submitted():
            raise AccessError(self.env._("Nobody reviews their own documents."))
        if me in self._get_authors():
            raise AccessError(
                self.env._(
                    "You wrote in %(name)s, or it was yours, since it was last "
                    "approved. Nobody reviews their own work: leave it to somebody "
                    "else.",
                    name=self.sudo().display_name,
                )
            )

    def _get_principal(self):
        """Return the reviewer in whose place the user may decide now, or nobody."""
        document = self.sudo()
        me = self.env.user
        nobody = self.env["res.users"]
        if document.review_state != "submitted" or me in self._get_excluded_reviewers():
            return nobody
        if me in document.reviewer_ids:
            return me
        away = self.env["crm.review.stand.in"]._find_principals(me)
        return (document.reviewer_ids & away)[:1]

    def _get_excluded_reviewers(self):
        """Return whose own work it is: they do not review it."""
        return self._get_parties() | self._get_authors()

    def _get_parties(self):
        """Return whose document it is, and who submitted it: they are told."""
        return self.sudo()._review_owner() | self._get_submitters()

    def _get_submitters(self):
        document = self.sudo()
        return document.review_submitter_id or document._review_owner()

    def _get_owner_when_submitted(self):
        """Return whose it was, if another submitted it: it may be given away since."""
        return self.sudo()._find_decisions(("submitted",), limit=1).stand_in_for_id

    def _get_reviewed_by(self):
        """Return who has approved it since it was last submitted."""
        rows = self.sudo()._find_cycle(("approved", "signed"))
        return rows.user_id | rows.stand_in_for_id
