from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError
from odoo.tools import SQL, format_datetime

from odoo.addons.jl_crm_base.tools.permit import Permit
from odoo.addons.jl_crm_base.tools.session import ensure_own_session

KINDS = [
    ("submitted", "Submitted"),
    ("approved", "Approved"),
    ("signed", "Signed"),
    ("refused", "Refused"),
    ("handed", "Handed on"),
    ("asked_before", "Asked to Sign Before"),
    ("asked_after", "Asked to Sign After"),
    ("returned", "Sent Back"),
    ("copied", "Copied"),
    ("withdrawn", "Approval Withdrawn"),
    ("recalled", "Recalled"),
    ("voided", "Voided by a Change"),
    ("version", "New Version"),
    ("carried", "Carried over"),
    ("sealed", "Sealed Again"),
]
# the steps of those who review, not of those whose document it is
REVIEWING = (
    "approved",
    "signed",
    "refused",
    "withdrawn",
    "handed",
    "asked_before",
    "asked_after",
    "returned",
    "copied",
)
# what is said in somebody's name
OWN = (*REVIEWING, "submitted", "recalled", "version")
# to let an approval hold for what the system itself has changed
CARRYING = Permit("jl_crm_quote_carrying")


class CrmReviewDecision(models.Model):
    """What happened in a review; rows are added and never touched again (K3Q-4)."""

    _name = "crm.review.decision"
    _description = "Decision of a Review"
    _inherit = ["kept.row.mixin"]
    _order = "id DESC"
    _rec_name = "kind"

    _kept_sentence = "Decisions of reviews are kept as they are."

    res_model = fields.Char(string="Document Model", required=True, readonly=True)
    res_id = fields.Many2oneReference(
        model_field="res_model",
        string="Document",
        required=True,
        index=True,
        readonly=True,
    )
    kind = fields.Selection(
        selection=KINDS, string="Step", required=True, readonly=True
    )
    level_id = fields.Many2one(
        comodel_name="crm.review.level",
        ondelete="restrict",
        readonly=True,
    )
    user_id = fields.Many2one(
        comodel_name="res.users",
        string="By",
        required=True,
        index=True,
        ondelete="restrict",
        readonly=True,
    )
    stand_in_for_id = fields.Many2one(
        comodel_name="res.users",
        string="Standing in for",
        ondelete="restrict",
        readonly=True,
    )
    target_id = fields.Many2one(
        comodel_name="res.users",
        string="To",
        index="btree_not_null",
        ondelete="restrict",
        readonly=True,
        help="Who was asked instead or besides, or got a copy.",
    )
    target_level_id = fields.Many2one(
        comodel_name="crm.review.level",
        string="Back to",
        ondelete="restrict",
        readonly=True,
    )
    fitting_levels = fields.Json(readonly=True, prefetch=False)
    reason = fields.Text(readonly=True)
    date = fields.Datetime(string="At", required=True, readonly=True)
    version = fields.Integer(readonly=True, aggregator=None)
    amount = fields.Float(
        readonly=True,
        aggregator=None,
        help="In the currency of the company, by the rate of the day on which it was "
        "submitted.",
    )
    discount = fields.Float(
        string="Highest Discount (%)",
        readonly=True,
        help="Against the list price, with what is taken off the whole.",
    )
    is_final = fields.Boolean(
        readonly=True,
        help="No level was left to decide: the document was released.",
    )
    content_hash = fields.Char(readonly=True)
    former_hash = fields.Char(
        readonly=True,
        help="Of the same content, by what was sealed before an upgrade.",
    )
    content = fields.Json(readonly=True, prefetch=False)
    print_ids = fields.One2many(
        comodel_name="ir.attachment",
        inverse_name="res_id",
        string="What Went out",
        domain=lambda self: [("res_model", "=", self._name)],
        readonly=True,
        help="The PDF as it was printed or sent after this decision.",
    )
    difference = fields.Html(
        string="What Changed",
        compute="_compute_difference",
        sanitize=False,
        help="Compared with the step before.",
    )
    has_difference = fields.Boolean(compute="_compute_difference")

    @api.depends("kind", "version", "level_id", "date")
    @api.depends_context("lang", "tz")
    def _compute_display_name(self):
        kinds = dict(self._fields["kind"]._description_selection(self.env))
        for row in self:
            parts = [
                self.env._("Version %s", row.version),
                kinds.get(row.kind),
                row.sudo().level_id.name,
                row.date and format_datetime(self.env, row.date, dt_format="short"),
            ]
            row.display_name = " · ".join(filter(None, parts))

    @api.depends("content")
    def _compute_difference(self):
        for row in self:
            differ = self.env["crm.review.difference"]
            found = differ._compare(*row.sudo()._get_sides())
            row.has_difference = bool(found)
            row.difference = differ._render(found)

    @api.model
    def _add_row(self, vals):
        """Add the row of a step, which is the user's own if it binds them.

        :raise AccessError: somebody else's code decides (security.md 7)
        """
        if vals["kind"] in OWN:
            ensure_own_session(self.env)
        if vals["kind"] in REVIEWING:
            self._ensure_asked(vals)
        elif vals.get("is_final") and not CARRYING.holds(self.env):
            raise AccessError(self._get_kept_refusal())
        return super()._add_row({**vals, "user_id": self.env.uid})

    @api.model
    def _ensure_asked(self, vals):
        """:raise AccessError: the user is not asked, or did not approve it"""
        if vals["res_model"] not in self.env["crm.review.mixin"]._get_review_models():
            return
        document = self.env[vals["res_model"]].browse(vals["res_id"])
        if vals["kind"] == "withdrawn":
            asked = self.env.user & document._get_reviewed_by()
        else:
            asked = document._get_principal()
        if not asked:
            raise AccessError(self._get_kept_refusal())

    @api.model
    def _get_kept_refusal(self):
        return self.env._(
            "Only the buttons of the review add decisions, and decisions stay as they "
            "are. Open the document and use its buttons."
        )

    def _get_sides(self):
        # what is sealed anew has not changed: more of it is looked at
        if self.kind == "sealed":
            return None, None
        return self._get_row_before().content, self.content

    def _get_row_before(self):
        domain = [
            ("res_model", "=", self.res_model),
            ("res_id", "=", self.res_id),
            ("id", "<", self.id),
            ("content_hash", "!=", False),
        ]
        return self.search(domain, limit=1)

    def action_open_print(self):
        """Open the PDF that went out after this decision (K3Q-4).

        :rtype: dict
        :raise UserError: nothing has gone out yet
        """
        self.ensure_one()
        self.check_access("read")
        if not self.sudo().print_ids:
            raise UserError(
                self.env._("Nothing was printed or sent after this decision yet.")
            )
        return {
            "type": "ir.actions.act_url",
            "url": f"/web/content/{self.sudo().print_ids[-1].id}",
            "target": "new",
        }

    def action_compare(self):
        """Open what stands in the document now beside what stood there then (K3Q-5)."""
        self.ensure_one()
        self.check_access("read")
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Compare"),
            "res_model": "crm.review.compare",
            "view_mode": "form",
            "target": "new",
            "context": {"default_decision_id": self.id},
        }

    @api.model
    def _get_readable_sql(self, alias):
        """Return the condition that the user sees the document of a row."""
        table = SQL.identifier(alias)
        terms = []
        for name in self.env["crm.review.mixin"]._get_review_models():
            documents = self.env[name].sudo(False)
            if documents.has_access("read"):
                query = documents.with_context(active_test=False)._search([])
                terms.append(
                    SQL(
                        "(%s.res_model = %s AND %s.res_id IN %s)",
                        table,
                        name,
                        table,
                        query.subselect(),
                    )
                )
        return SQL("(%s)", SQL(" OR ").join(terms)) if terms else SQL("FALSE")

    def _is_readable(self):
        model = self.env.get(self.res_model)
        if model is None:
            return False
        document = model.sudo(False).browse(self.res_id).exists()
        return bool(document) and document.has_access("read")
