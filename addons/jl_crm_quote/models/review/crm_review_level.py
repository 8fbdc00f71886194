from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.fields import Domain


class CrmReviewLevel(models.Model):
    """Who reviews which documents, from which amount or discount on (K3Q-4)."""

    _name = "crm.review.level"
    _description = "Level of Review"
    _inherit = ["mail.thread"]
    _order = "res_model, sequence, id"

    # who moves a limit is asked why some day: each change stays in the history
    name = fields.Char(string="Level", required=True, translate=True, tracking=True)
    active = fields.Boolean(default=True, tracking=True)
    sequence = fields.Integer(default=10)
    res_model = fields.Selection(
        selection="_selection_res_model",
        string="Documents",
        required=True,
        default="sale.order",
        tracking=True,
    )
    company_id = fields.Many2one(
        comodel_name="res.company",
        help="Empty: for all companies.",
        tracking=True,
    )
    currency_id = fields.Many2one(
        comodel_name="res.currency",
        compute="_compute_currency_id",
    )
    amount_from = fields.Monetary(
        string="From Amount",
        tracking=True,
        help="Without taxes, in the currency of the company, by the rate of the day "
        "on which it is submitted. 0: the amount does not matter.",
    )
    discount_from = fields.Float(
        string="From Discount (%)",
        tracking=True,
        help="Below the list price, of the line that is furthest below it, together "
        "with what is taken off the whole. 0: the discount does not matter.",
    )
    reviewer = fields.Selection(
        selection=[
            ("director", "Office director of the responsible person's office"),
            ("superior", "Superior of the responsible person"),
            ("users", "Named people"),
            ("group", "Members of a group"),
        ],
        string="Reviewed by",
        required=True,
        default="director",
        tracking=True,
    )
    user_ids = fields.Many2many(
        comodel_name="res.users",
        string="People",
        domain=[("share", "=", False)],
        tracking=True,
    )
    group_id = fields.Many2one(
        comodel_name="res.groups", ondelete="restrict", tracking=True
    )
    is_special = fields.Boolean(
        string="Special Approval",
        tracking=True,
        help="Only asked if an application for a contract names it.",
    )
    deadline_days = fields.Integer(
        string="Decided within (Days)",
        default=2,
        tracking=True,
        help="Working days. On the last one the reviewers are reminded.",
    )
    escalation_days = fields.Integer(
        string="Superior Told after (Days)",
        default=1,
        tracking=True,
        help="Working days after the deadline; the reviewers' superiors may decide "
        "from then on as well.",
    )

    _positive = models.Constraint(
        "CHECK (amount_from >= 0 AND discount_from BETWEEN 0 AND 100 "
        "AND deadline_days > 0 AND escalation_days > 0)",
        "Amounts, discounts and days of a level are not less than zero; "
        "days are at least 1.",
    )

    @api.depends("company_id")
    @api.depends_context("company")
    def _compute_currency_id(self):
        for level in self:
            level.currency_id = (level.company_id or self.env.company).currency_id

    @api.model
    def _selection_res_model(self):
        models_ = self.env["crm.review.mixin"]._get_review_models()
        return [(name, self.env["ir.model"]._get(name).name) for name in models_]

    @api.constrains("reviewer", "user_ids", "group_id")
    def _check_reviewer(self):
        for level in self:
            if level.reviewer == "users" and not level.user_ids:
                raise ValidationError(self.env._("Name the people who review."))
            if level.reviewer == "group" and not level.group_id:
                raise ValidationError(
                    self.env._("Choose the group whose members review.")
                )

    @api.model_create_multi
    def create(self, vals_list):
        # who reviews has menus of their own
        self.env.registry.clear_cache()
        return super().create(vals_list)

    def write(self, vals):
        self.env.registry.clear_cache()
        return super().write(vals)

    @api.model
    def _find_levels(self, model, company):
        """Return the levels of a kind of document, in the order of the review."""
        # a rule asks with archived records in sight
        return (
            self.sudo()
            .with_context(active_test=True)
            .search(
                Domain("res_model", "=", model)
                & Domain("company_id", "in", (False, company.id))
            )
        )

    @api.model
    def _cron_remind_reviewers(self):
        """Remind of reviews that are due, once a day, for every kind of document."""
        self.env["crm.review.mixin"]._remind_of_reviews()

    def _has_threshold(self):
        return bool(self.amount_from or self.discount_from)

    def _applies(self, figures):
        """Whether a document of such an amount and discount passes this level.

        :param figures: of the document; what no level asks for is not found
        """
        self.ensure_one()
        return (
            not self._has_threshold()
            or bool(self.amount_from and figures.amount >= self.amount_from)
            or bool(self.discount_from and figures.discount >= self.discount_from)
        )

    def _filter_pending(self, document):
        """Return the levels that have not approved what is in the document now.

        A level without a threshold sees every change. A level with one does not see
        again what it approved before, unless its amount has changed, the discount has
        risen, or a term of the whole document has changed.
        """
        approvals = self._find_approvals(document)
        if not approvals:
            return self
        seal, content = document._read_review()
        seals = document._find_equal_seals(seal)
        pending = self.filtered(
            lambda level: (
                level not in approvals
                or not level._still_approves(document, approvals[level], content, seals)
            )
        )
        if not pending and not any(
            row.content_hash in seals for row in approvals.values()
        ):
            # nobody has seen what is there now: it is not approved by itself
            return self[:1]
        return pending

    def _find_approvals(self, document):
        """Return {level: row} of the approvals that nobody has sent back since."""
        approvals, reset = {}, self.browse()
        for row in document._find_cycle(("approved", "returned")):
            if row.kind == "returned":
                reset |= self._list_from(row.target_level_id or row.level_id)
            elif row.level_id not in reset:
                approvals.setdefault(row.level_id, row)
        return approvals

    def _list_from(self, first):
        """Return those of the levels that come from one on."""
        return self.filtered(
            lambda one: (one.sequence, one.id) >= (first.sequence, first.id)
        )

    def _still_approves(self, document, row, content, seals):
        """Whether the level's approval, a row, holds for what is there now."""
        if row.content_hash in seals:
            return True
        if not self._has_threshold() or _has_other_terms(document, row, content):
            return False
        # a lower price is a discount too
        figures = document._get_figures()
        is_other = self.amount_from and figures.amount != row.amount
        is_cheaper = self.discount_from and figures.discount > row.discount
        return not (is_other or is_cheaper)


def _has_other_terms(document, row, content):
    then, now = row.content[document._name][0], content[document._name][0]
    return any(
        (then.get(name) or None) != (now.get(name) or None)
        for name in document._review_terms
    )
