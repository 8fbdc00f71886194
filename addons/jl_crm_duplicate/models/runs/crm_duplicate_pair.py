from itertools import chain

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import SQL

from odoo.addons.jl_crm_base.tools.locks import lock_records

from ...tools.scoring import list_reasons
from ..entry.crm_duplicate_policy import STOPPING_VERDICTS

DECISIONS = ("not_duplicate", "related")
VERDICTS = [*STOPPING_VERDICTS, ("related", "Related")]
MAKE_PAIRS = """
    INSERT INTO crm_duplicate_pair
           (left_id, right_id, points, score, reason_mask, state)
    SELECT left_id, right_id, 0, 0, 0, 'open'
      FROM unnest(%(lefts)s::int4[], %(rights)s::int4[]) AS couple (left_id, right_id)
        ON CONFLICT DO NOTHING
"""
READ_PAIRS = """
    SELECT pair.id
      FROM crm_duplicate_pair pair
      JOIN unnest(%(lefts)s::int4[], %(rights)s::int4[])
           AS couple (left_id, right_id) USING (left_id, right_id)
     ORDER BY pair.id
"""


class CrmDuplicatePair(models.Model):
    """Two customers that look like one, and what people decided about them (DUP-6).

    The runs write the likeness, people the state. A decision holds until a compared
    field of either side changes: ``left_print`` and ``right_print`` are hashes of their
    normal forms when it was made, and a run that finds others opens the pair again.
    """

    _name = "crm.duplicate.pair"
    _inherit = ["duplicate.decision.mixin"]
    _description = "Pair of Similar Customers"
    _order = "points desc, id"
    # a run writes 200,000 of them in one statement
    _log_access = False
    _rec_names_search = ["left_id", "right_id"]

    left_id = fields.Many2one(
        comodel_name="res.partner",
        string="Customer",
        required=True,
        readonly=True,
        ondelete="cascade",
    )
    right_id = fields.Many2one(
        comodel_name="res.partner",
        string="Similar Customer",
        required=True,
        readonly=True,
        ondelete="cascade",
        index=True,
    )
    points = fields.Float(
        readonly=True,
        aggregator=None,
        help="Logarithm of the odds, about: 5 is even, 8 is certain.",
    )
    score = fields.Integer(string="Likeness (%)", readonly=True, aggregator="avg")
    verdict = fields.Selection(
        string="Estimate",
        selection=VERDICTS,
        readonly=True,
        help="Empty if people named the pair and the analysis finds no likeness.",
    )
    reason_mask = fields.Integer(readonly=True, aggregator=None)
    reasons = fields.Char(compute="_compute_reasons")
    state = fields.Selection(
        selection=[
            ("open", "To Decide"),
            ("not_duplicate", "Not a Duplicate"),
            ("related", "Related"),
            ("merged", "Merged"),
        ],
        required=True,
        readonly=True,
        default="open",
        index=True,
    )
    group_id = fields.Many2one(
        comodel_name="crm.duplicate.group",
        readonly=True,
        ondelete="set null",
        index="btree_not_null",
    )
    is_weakest = fields.Boolean(compute="_compute_link")
    is_best = fields.Boolean(compute="_compute_link")
    link = fields.Char(compute="_compute_link")
    left_print = fields.Char(readonly=True)
    right_print = fields.Char(readonly=True)

    _one_per_two = models.UniqueIndex(
        "(left_id, right_id)", "These two customers are already a pair."
    )
    _left_before_right = models.Constraint(
        "CHECK (left_id < right_id)", "The first customer has the lower number."
    )

    @api.depends("left_id", "right_id")
    def _compute_display_name(self):
        for pair in self:
            # a name is told to everybody, whoever may open the customer
            left, right = pair.left_id.sudo(), pair.right_id.sudo()
            pair.display_name = f"{left.display_name} ↔ {right.display_name}"

    @api.depends("reason_mask")
    @api.depends_context("lang")
    def _compute_reasons(self):
        words = self.env["crm.duplicate.analysis"]._get_reason_words()
        for pair in self:
            found = list_reasons(pair.reason_mask)
            pair.reasons = " · ".join(words[reason] for reason in found)

    @api.depends("group_id.weakest_pair_id", "group_id.best_pair_id", "state")
    @api.depends_context("lang")
    def _compute_link(self):
        for pair in self:
            group = pair.group_id
            # of two customers there is one link, neither weak nor strong
            is_chain = group.size > 2 and pair.state == "open"
            pair.is_weakest = is_chain and group.weakest_pair_id == pair
            pair.is_best = is_chain and group.best_pair_id == pair
            pair.link = pair._get_link_word()

    @api.depends("left_id", "right_id")
    @api.depends_context("lang")
    def _compute_comparison(self):
        return super()._compute_comparison()

    def write(self, vals):
        if not self.env.su:
            raise UserError(
                self.env._("Only the analysis and the buttons change pairs.")
            )
        return super().write(vals)

    def action_not_duplicate(self):
        """Ask why these are no duplicates (DUP-6)."""
        return self._open_decision("not_duplicate")

    def action_related(self):
        """Ask which of the two is the parent, or set those proposed (DUP-6)."""
        return self._open_decision("related")

    def action_reopen(self):
        """Take decisions back; the pairs wait for one again (DUP-6).

        :raise AccessError: the user may not decide on duplicates
        """
        self.env["crm.duplicate.group"].check_access("write")
        decided = self.filtered(lambda pair: pair.state in DECISIONS)
        decided.sudo().state = "open"
        decided._regroup()

    def action_open_group(self):
        """Open the group of the pair (DUP-6)."""
        self.ensure_one()
        return self.group_id._get_records_action(context={})

    def _open_decision(self, decision):
        self._ensure_undecided()
        return self.env["crm.duplicate.decision"]._open_for(
            decision, pair_ids=self.ids, partner_ids=self._get_partners().ids
        )

    def _get_link_word(self):
        if self.is_weakest:
            return self.env._("Weakest link")
        return self.env._("Strongest link") if self.is_best else False

    def _get_partners(self):
        return self.left_id | self.right_id

    @api.model
    def _get_pairs(self, couples):
        """Return the pairs of these couples; those that are missing are made.

        :param couples: tuples of two different ids of partners, in any order
        """
        sides = sorted({tuple(sorted(couple)) for couple in couples})
        values = {
            "lefts": [left for left, _right in sides],
            "rights": [right for _left, right in sides],
        }
        self.flush_model(["left_id", "right_id"])
        self.env.cr.execute(SQL(MAKE_PAIRS, **values))
        rows = self.env.execute_query(SQL(READ_PAIRS, **values))
        return self.browse(row[0] for row in rows)

    def _decide(self, state, reason):
        """Say that the two of each pair are not one customer, and remember it.

        :param str state: ``not_duplicate`` or ``related``
        :param str reason: why, for those who look at it later
        :raise AccessError: the user may not decide on duplicates
        :raise UserError: a pair was merged or is decided upon by somebody else
        """
        self.env["crm.duplicate.group"].check_access("write")
        self._ensure_undecided()
        pairs = self.sudo()
        lock_records(pairs, allow_referencing=True)
        pairs._note_decision(state, decision_reason=reason)
        pairs._write_prints()
        pairs._log_decision(state, reason)
        pairs._after_decision(reason)
        pairs._regroup()

    def _after_decision(self, reason):
        """Do what follows where two are said not to be one customer; a hook.

        :param str reason: why, as it was typed
        """

    def _ensure_undecided(self):
        if self.filtered(lambda pair: pair.state == "merged"):
            raise UserError(
                self.env._("Some of these customers have been merged. Undo that first.")
            )

    def _log_decision(self, state, reason):
        words = dict(self._fields["state"]._description_selection(self.env))
        bodies = {}
        for pair in self:
            for one, other in (
                (pair.left_id, pair.right_id),
                (pair.right_id, pair.left_id),
            ):
                line = f"{words[state]}: {other.display_name}"
                bodies.setdefault(one.id, []).append(line)
        partners = self.env["res.partner"].browse(bodies)
        partners._message_log_batch(
            bodies={
                partner: "\n".join(chain(lines, filter(None, [reason])))
                for partner, lines in bodies.items()
            }
        )

    def _regroup(self):
        """Form the groups anew in which these customers are."""
        self.env["crm.duplicate.grouping"].sudo()._regroup(self._get_partners().ids)

    @api.model
    def _drop_merged(self, losers):
        """Close what concerns customers that were merged into others.

        :param losers: the partners that are archived now
        """
        touched = self.sudo().search(
            [
                ("state", "=", "open"),
                "|",
                ("left_id", "in", losers.ids),
                ("right_id", "in", losers.ids),
            ]
        )
        touched._note_decision("merged")
        touched._regroup()
