from odoo import api, fields, models, tools
from odoo.exceptions import UserError

from odoo.addons.jl_crm_base.tools.day_filter import day_filter


class CrmReviewMixin(models.AbstractModel):
    """A document that is reviewed, level by level, before it has an effect (K3Q-4).

    The inheriting model is a ``sealed.content.mixin`` too, behind this one; it has a
    chatter and activities, names the fields that its reader
    never sees and calls :meth:`_ensure_released` wherever it goes out.
    The state is moved by the methods here alone, the decisions are rows that nobody
    writes, and what was approved is fixed by the seal of its content.
    """

    _name = "crm.review.mixin"
    _inherit = [
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
    is_past_review_deadline = day_filter(("review_deadline", "<"))
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

    @api.model_create_multi
    def create(self, vals_list):
        authors = [one for one in self.env.user.ids if one != api.SUPERUSER_ID]
        cleaned = [
            {**vals, "review_authors": authors}
            for vals in self._clean_values(vals_list)
        ]
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

    def _review_owner(self):
        """Return the user whose document it is; a hook."""
        return self.user_id

    def _review_team(self):
        """Return the office whose director is asked; nothing is the owner's; a hook."""
        return self.env["crm.team"]

    def _review_company(self):
        return self.company_id or self.env.company

    def _get_submit_blockers(self):
        """Return what is missing before it is submitted, as sentences; a hook."""
        self.ensure_one()
        return []

    def _get_submit_remark(self):
        """Return what the reviewers are told in the course of the review; a hook."""
        self.ensure_one()
        return ""

    def _get_withdraw_blockers(self):
        """Return what was built on the approval, as sentences; a hook."""
        self.ensure_one()
        return []

    def _after_review(self):
        """Do what follows once it is approved on all levels; a hook."""
