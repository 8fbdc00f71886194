from itertools import combinations, product

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import SQL


class CrmDuplicateDecision(models.TransientModel):
    """Asks why customers are no duplicates, or whose branches they are (DUP-6)."""

    _name = "crm.duplicate.decision"
    _description = "Decision on Duplicates"

    decision = fields.Selection(
        selection=[("not_duplicate", "Not a Duplicate"), ("related", "Related")],
        required=True,
        readonly=True,
    )
    group_ids = fields.Many2many(
        comodel_name="crm.duplicate.group",
        relation="crm_duplicate_decision_group_rel",
        readonly=True,
    )
    pair_ids = fields.Many2many(
        comodel_name="crm.duplicate.pair",
        relation="crm_duplicate_decision_pair_rel",
        readonly=True,
    )
    partner_ids = fields.Many2many(
        comodel_name="res.partner",
        relation="crm_duplicate_decision_partner_rel",
        string="Customers",
        context={"active_test": False},
        readonly=True,
    )
    case_count = fields.Integer(compute="_compute_case_count")
    split_ids = fields.Many2many(
        comodel_name="res.partner",
        relation="crm_duplicate_decision_split_rel",
        string="Split Off",
        domain="[('id', 'in', partner_ids)]",
        context={"active_test": False},
        help="These are no duplicates of the others. Leave it empty if none of them "
        "is a duplicate of another.",
    )
    parent_id = fields.Many2one(
        comodel_name="res.partner",
        string="Parent Company",
        compute="_compute_parent_id",
        store=True,
        readonly=False,
        domain="[('id', 'in', partner_ids)]",
        help="The others become its branches.",
    )
    reason = fields.Text()

    @api.depends("group_ids", "pair_ids")
    def _compute_case_count(self):
        for dialogue in self:
            dialogue.case_count = len(dialogue.group_ids) + len(dialogue.pair_ids)

    @api.depends("decision", "partner_ids")
    def _compute_parent_id(self):
        for dialogue in self:
            is_asked = dialogue.decision == "related" and dialogue.case_count == 1
            partners = dialogue.partner_ids._origin
            dialogue.parent_id = is_asked and self._propose_parent(partners)

    @api.model
    def _open_for(self, decision, **values):
        titles = {
            "not_duplicate": self.env._("Not a Duplicate"),
            "related": self.env._("Related Companies"),
        }
        defaults = {f"default_{name}": value for name, value in values.items()}
        return {
            "type": "ir.actions.act_window",
            "name": titles[decision],
            "res_model": self._name,
            "view_mode": "form",
            "target": "new",
            "context": {"default_decision": decision, **defaults},
        }

    def action_decide(self):
        """Decide on all that was chosen, and remember it (DUP-6).

        :raise AccessError: the user may not decide on duplicates
        :raise UserError: the reason or the parent is missing, or a company would
            become its own parent
        """
        self.ensure_one()
        self.env["crm.duplicate.group"].check_access("write")
        if self.decision == "related":
            self._link_families()
        elif not (self.reason or "").strip():
            raise UserError(self.env._("Say why these customers are no duplicates."))
        pairs = self.env["crm.duplicate.pair"]._get_pairs(self._get_couples())
        pairs._decide(self.decision, self.reason)
        return {"type": "ir.actions.act_window_close"}

    def _get_couples(self):
        """Return the pairs of ids that are decided upon."""
        if self.split_ids:
            others = self.partner_ids - self.split_ids
            if not others:
                raise UserError(
                    self.env._("Leave somebody from whom the others are split off.")
                )
            return product(self.split_ids.ids, others.ids)
        return [
            couple
            for partners in self._get_cases()
            for couple in combinations(partners.ids, 2)
        ]

    def _get_cases(self):
        """Return the customers of each group and of each pair."""
        groups = [group.partner_ids for group in self.group_ids]
        return groups + [pair._get_partners() for pair in self.pair_ids]

    def _link_families(self):
        """Make companies the branches of their parent, or of the one proposed."""
        if self.case_count > 1:
            for partners in self._get_cases():
                parent = self._propose_parent(partners)
                self._set_parent(parent, partners - parent)
            return
        if not self.parent_id:
            raise UserError(self.env._("Choose the parent company."))
        self._set_parent(self.parent_id, self.partner_ids - self.parent_id)

    @api.model
    def _propose_parent(self, partners):
        """Return the one without the mark of a branch in its name, else the oldest."""
        rows = self.env.execute_query(
            SQL(
                """
                SELECT partner_id FROM crm_duplicate_norm
                 WHERE partner_id = ANY(%s) AND name_no = 0 AND mark = ''
                """,
                partners.ids,
            )
        )
        heads = partners.browse(sorted(row[0] for row in rows))
        return heads[:1] or partners.sorted("id")[:1]

    @api.model
    def _set_parent(self, parent, branches):
        ancestor = parent
        while ancestor:
            if ancestor in branches:
                raise UserError(
                    self.env._(
                        "%(parent)s already belongs to %(branch)s. Choose %(branch)s "
                        "as the parent, or change that first.",
                        parent=parent.display_name,
                        branch=ancestor.display_name,
                    )
                )
            ancestor = ancestor.parent_id
        # of another type, a branch would have to share its parent's address
        branches.write({"parent_id": parent.id, "type": "other", "is_company": True})
