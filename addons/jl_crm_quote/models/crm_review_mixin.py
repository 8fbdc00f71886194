from odoo import api, fields, models, tools
from odoo.exceptions import AccessError, UserError
from odoo.fields import Command, Domain


class CrmReviewMixin(models.AbstractModel):
    """A document that is reviewed, level by level, before it has an effect (K3Q-4).

    The inheriting model has a chatter and activities, names its commercial fields in
    ``_review_fields`` and calls :meth:`_ensure_released` wherever it leaves the house.
    The state is moved by the methods here alone, the decisions are rows that nobody
    writes, and what was approved is fixed by the hash of its content.
    """

    _name = "crm.review.mixin"
    _inherit = [
        "review.content.mixin",
        "review.step.mixin",
        "review.notice.mixin",
        "decision.asking.mixin",
        "system.field.mixin",
    ]
    _description = "Document under Review"

    review_state = fields.Selection(
        selection=[
            ("draft", "Not Submitted"),
            ("submitted", "Under Review"),
            ("approved", "Approved"),
            ("refused", "Refused"),
            ("void", "Approval Voided"),
        ],
        string="Review",
        default="draft",
        required=True,
        group_expand=True,
        readonly=True,
        copy=False,
        index=True,
        tracking=True,
        system=True,
    )
    review_level_id = fields.Many2one(
        comodel_name="crm.review.level",
        string="Level of Review",
        ondelete="restrict",
        readonly=True,
        copy=False,
        prefetch="review_step",
        system=True,
    )
    reviewer_ids = fields.Many2many(
        comodel_name="res.users",
        string="Reviewers",
        readonly=True,
        copy=False,
        help="Who is asked to decide now.",
        system=True,
    )
    review_submitter_id = fields.Many2one(
        comodel_name="res.users",
        string="Submitted by",
        readonly=True,
        copy=False,
        system=True,
    )
    review_deadline = fields.Date(
        string="Decision due",
        readonly=True,
        copy=False,
        prefetch="review_step",
        system=True,
    )
    review_escalation = fields.Date(
        readonly=True, copy=False, prefetch="review_step", system=True
    )
    review_reminder = fields.Selection(
        selection=[("reminded", "Reminded"), ("escalated", "Superior Told")],
        string="Reminder",
        readonly=True,
        copy=False,
        prefetch="review_step",
        system=True,
    )
    review_hash = fields.Char(readonly=True, copy=False, system=True)
    review_version = fields.Integer(
        string="Version",
        default=1,
        readonly=True,
        copy=False,
        aggregator=None,
        prefetch="review_step",
        system=True,
    )
    review_decision_ids = fields.One2many(
        comodel_name="crm.review.decision",
        inverse_name="res_id",
        string="Course of the Review",
        domain=lambda self: [("res_model", "=", self._name)],
        readonly=True,
        copy=False,
    )
    can_review = fields.Boolean(
        string="My Turn to Review",
        compute="_compute_can_review",
        search="_search_can_review",
    )
    can_withdraw_review = fields.Boolean(compute="_compute_can_withdraw_review")
    can_recall_review = fields.Boolean(compute="_compute_can_recall_review")
    is_review_required = fields.Boolean(
        string="Needs a Review",
        compute="_compute_is_review_required",
    )
    is_blocked = fields.Boolean(
        string="Held for Review",
        compute="_compute_is_review_required",
        help="It cannot be sent to the customer: it was not approved as it is now.",
    )

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
                document.review_state == "submitted"
                and self.env.user in document._get_submitters()
            )

    @api.depends("review_state")
    def _compute_is_review_required(self):
        for document in self:
            document.is_review_required = document.sudo()._is_review_required()
            document.is_blocked = not document._is_released()

    @api.model_create_multi
    def create(self, vals_list):
        cleaned = self._clean_values(vals_list)
        documents = super(CrmReviewMixin, self._strip_defaults()).create(cleaned)
        return documents.with_env(self.env)

    @api.ondelete(at_uninstall=False)
    def _unlink_except_reviewed(self):
        reviewed = self.sudo()._find_decisions()
        if reviewed:
            raise UserError(
                self.env._(
                    "What was submitted for review stays in the history. "
                    "Cancel it instead of deleting it."
                )
            )

    @api.model
    @tools.ormcache()
    def _get_review_models(self):
        """Return the names of the stored models that are reviewed."""
        names = self.env.registry.descendants(["crm.review.mixin"], "_inherit")
        return tuple(sorted(name for name in names if not self.env[name]._abstract))

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
        for document in self:
            principal = document._ensure_may_review()
            document._approve_level(principal, reason)

    def action_review_refuse(self, reason):
        """Refuse; the submitter is told why (K3Q-4).

        :param str reason: not empty
        :raise AccessError: it is not the user's turn
        """
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
        """Take a submitted document back to work on it (K3Q-4)."""
        for document in self:
            document._lock_review()
            document._ensure_review_state("submitted")
            if not document.can_recall_review:
                raise AccessError(
                    self.env._("Only the person who submitted it recalls it.")
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
        return self.env["crm.review.reason"]._open_for(self, "refuse")

    def action_open_review_withdraw(self):
        """Open the dialogue that asks for the reason of a withdrawal (K3Q-4)."""
        return self.env["crm.review.reason"]._open_for(self, "withdraw")

    def _review_owner(self):
        """Return the user whose document it is; a hook."""
        return self.user_id

    def _review_company(self):
        return self.company_id or self.env.company

    def _is_review_required(self):
        """Whether the document may not leave unreviewed; a hook."""
        return bool(self._get_levels())

    def _get_submit_blockers(self):
        """Return what is missing before it is submitted, as sentences; a hook."""
        self.ensure_one()
        return []

    def _get_withdraw_blockers(self):
        """Return what was built on the approval, as sentences; a hook."""
        self.ensure_one()
        return []

    def _after_review(self):
        """Do what follows once it is approved on all levels; a hook."""

    def _is_released(self):
        """Whether it may leave: no review needed, or approved as it is now."""
        self.ensure_one()
        document = self.sudo()
        return document._is_approved() or not document._is_review_required()

    def _is_approved(self):
        """Whether the reviewers approved exactly what is there now.

        The decision has to be there too: a state that was written past us counts not.
        """
        plain = self._without_reader()
        if plain.review_state != "approved":
            return False
        [verdict] = plain._note_missing_links(plain._select_verdict())
        kind, is_final, content_hash = verdict or (False, False, False)
        return (
            is_final
            and kind in ("approved", "carried")
            and content_hash
            == plain.review_hash
            == self._hash_content(plain._review_content())
        )

    def _ensure_released(self):
        """Called wherever a document leaves the house.

        :raise UserError: one of them was not approved as it is now
        """
        if blocked := self._filter_blocked():
            raise UserError(blocked._get_blocked_message())

    def _filter_blocked(self):
        """Return those that may not leave."""
        return self.filtered(lambda document: not document._is_released())

    def _get_blocked_message(self):
        states = dict(self._fields["review_state"]._description_selection(self.env))
        names = [
            self.env._(
                "%(name)s (%(state)s)",
                name=document.display_name,
                state=self.env._("changed since it was approved")
                if document.review_state == "approved"
                else states[document.review_state],
            )
            for document in self.sudo()
        ]
        return self.env._(
            "This has to be approved first: %(names)s. Submit it for review, or ask "
            "its reviewers.",
            names=", ".join(names),
        )
