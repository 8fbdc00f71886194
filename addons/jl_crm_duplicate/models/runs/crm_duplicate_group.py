from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain

from ...roles import DUPLICATE_MANAGER
from ..entry.crm_duplicate_policy import STOPPING_VERDICTS

NAMES_SHOWN = 3
# what people may change of a group by hand
EDITABLE = frozenset({"user_id", "date_deadline", "note"})


class CrmDuplicateGroup(models.Model):
    """Customers that are probably one, to be worked on by a person (DUP-6)."""

    _name = "crm.duplicate.group"
    _description = "Group of Duplicate Customers"
    # certain ones first, then what concerns most
    _order = "verdict, is_trading desc, size desc, points desc, id"
    _rec_names_search = ["partner_ids"]

    partner_ids = fields.Many2many(
        comodel_name="res.partner",
        relation="crm_duplicate_group_partner_rel",
        column1="group_id",
        column2="partner_id",
        string="Customers",
        context={"active_test": False},
        readonly=True,
    )
    pair_ids = fields.One2many(
        comodel_name="crm.duplicate.pair",
        inverse_name="group_id",
        string="Links",
        readonly=True,
    )
    size = fields.Integer(string="Entries", readonly=True, aggregator="sum")
    verdict = fields.Selection(
        string="Estimate",
        selection=STOPPING_VERDICTS,
        readonly=True,
        help="That of the weakest link that holds the group together.",
    )
    points = fields.Float(readonly=True, aggregator=None)
    score = fields.Integer(
        string="Likeness (%)",
        readonly=True,
        aggregator="avg",
        help="That of the weakest link that holds the group together.",
    )
    weakest_pair_id = fields.Many2one(
        comodel_name="crm.duplicate.pair",
        string="Weakest Link",
        readonly=True,
        ondelete="set null",
        index="btree_not_null",
    )
    best_pair_id = fields.Many2one(
        comodel_name="crm.duplicate.pair",
        string="Strongest Link",
        readonly=True,
        ondelete="set null",
        index="btree_not_null",
    )
    reasons = fields.Char(related="best_pair_id.reasons", string="Why")
    holder_count = fields.Integer(
        string="Responsible Persons", readonly=True, aggregator=None
    )
    is_trading = fields.Boolean(
        string="With Transactions",
        readonly=True,
        help="At least one of the customers has bought something.",
    )
    state = fields.Selection(
        selection=[("open", "To Decide"), ("done", "Done")],
        required=True,
        readonly=True,
        default="open",
        index=True,
    )
    user_id = fields.Many2one(
        comodel_name="res.users",
        string="Assigned to",
        domain=lambda self: self._get_owner_domain(),
        index="btree_not_null",
        help="Who works on it; it takes the right to decide on duplicates.",
    )
    date_deadline = fields.Date(
        string="Due", index="btree_not_null", help="Until when it is to be decided."
    )
    is_overdue = fields.Boolean(
        string="Overdue",
        compute="_compute_is_overdue",
        search="_search_is_overdue",
    )
    note = fields.Text()
    comparison = fields.Html(
        compute="_compute_comparison",
        sanitize=False,
        export_string_translation=False,
    )

    @api.depends("partner_ids.name")
    def _compute_display_name(self):
        for group in self:
            names = [one.name or one.display_name for one in group.partner_ids]
            more = len(names) - NAMES_SHOWN
            shown = " · ".join(names[:NAMES_SHOWN])
            group.display_name = f"{shown} (+{more})" if more > 0 else shown

    @api.depends("date_deadline", "state")
    def _compute_is_overdue(self):
        overdue = self.filtered_domain(self._get_overdue_domain())
        for group in self:
            group.is_overdue = group in overdue

    @api.model
    def _get_owner_domain(self):
        return [("all_group_ids", "in", self.env.ref(DUPLICATE_MANAGER).ids)]

    def _search_is_overdue(self, operator, value):
        return self._get_overdue_domain() if operator == "in" else NotImplemented

    @api.model
    def _get_overdue_domain(self):
        today = self.env.company._to_day()
        return Domain("state", "=", "open") & Domain("date_deadline", "<", today)

    @api.depends("partner_ids")
    @api.depends_context("lang")
    def _compute_comparison(self):
        for group in self:
            group.comparison = group.partner_ids._render_duplicate_comparison()

    def write(self, vals):
        if not self.env.su and not EDITABLE.issuperset(vals):
            raise UserError(
                self.env._(
                    "Only the assignee, the due day and the note of a group are "
                    "changed by hand. "
                    "Use the buttons for the rest."
                )
            )
        return super().write(vals)

    def action_not_duplicate(self):
        """Ask which of them are no duplicates of the others, and why (DUP-6)."""
        return self._open_decision("not_duplicate")

    def action_related(self):
        """Ask which of the customers is the parent of the others (DUP-6)."""
        return self._open_decision("related")

    def action_assign_to_me(self):
        """Take the groups upon oneself (DUP-6)."""
        self.user_id = self.env.user

    def _open_decision(self, decision):
        self._ensure_open()
        return self.env["crm.duplicate.decision"]._open_for(
            decision, group_ids=self.ids, partner_ids=self.partner_ids.ids
        )

    def _ensure_open(self):
        self.check_access("write")
        if done := self.filtered(lambda group: group.state == "done")[:1]:
            raise UserError(
                self.env._("%(group)s is already done.", group=done.display_name)
            )
