from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import SQL

UNITED = {
    "mail_followers": "united",
    "res_partner_bank": "bank",
}


class CrmPartnerMergePlan(models.Model):
    """What a merge moves, one line per column, and what it solves otherwise."""

    _name = "crm.partner.merge.plan"
    _description = "Plan of a Merge"
    _order = "merge_id, kind desc, row_count desc, id"
    _log_access = False

    merge_id = fields.Many2one(
        comodel_name="crm.partner.merge",
        required=True,
        ondelete="cascade",
        index=True,
    )
    kind = fields.Selection(
        selection=[("move", "Moves"), ("kept", "Conflict")],
        required=True,
    )
    res_table = fields.Char(string="Table", required=True)
    res_column = fields.Char(string="Column", required=True)
    form = fields.Char()
    model_column = fields.Char()
    row_count = fields.Integer(string="Rows")
    name = fields.Char(string="What", compute="_compute_name")
    solution = fields.Char(compute="_compute_solution")
    can_open = fields.Boolean(compute="_compute_can_open")

    @api.depends("res_table", "res_column")
    @api.depends_context("lang")
    def _compute_name(self):
        names = self.env["crm.merge.names"]
        for line in self:
            line.name = names._describe_column(line.res_table, line.res_column)

    @api.depends("form", "kind", "res_table")
    @api.depends_context("lang")
    def _compute_solution(self):
        solutions = self._get_solutions()
        for line in self:
            key = UNITED.get(line.res_table, line.kind)
            if line.form == "company":
                key = line.form
            line.solution = solutions[key if line.kind == "kept" else line.kind]

    @api.depends("form", "res_table", "res_column")
    def _compute_can_open(self):
        names = self.env["crm.merge.names"]
        for line in self:
            _model, field = names._find_field(line.res_table, line.res_column)
            line.can_open = bool(field) and line.form != "company"

    @api.model
    def _get_solutions(self):
        return {
            "move": self.env._("Moves to the customer that remains"),
            "kept": self.env._(
                "The one that remains already has it: it stays with the archived one"
            ),
            "united": self.env._(
                "Follows both: will be told everything about the customer that remains"
            ),
            "bank": self.env._(
                "Both have this account: payments point at the one that remains"
            ),
            "company": self.env._(
                "Both have a value in the same company: the chosen one counts"
            ),
        }

    def action_open(self):
        """Show the records of the line (K3D-5).

        :return: a window on the records, those that point at the losers before the
            merge, those that were moved after it
        """
        self.ensure_one()
        self.env["crm.merge.check"]._ensure_manager()
        model, field = self.env["crm.merge.names"]._find_field(
            self.res_table, self.res_column
        )
        return {
            "type": "ir.actions.act_window",
            "name": self.name,
            "res_model": model._name,
            "views": [(False, "list"), (False, "form")],
            "domain": list(self._get_records_domain(field)),
            "context": {"active_test": False, "create": False, "jl_show_merged": True},
        }

    def _get_records_domain(self, field):
        journal = self.env["crm.partner.merge.journal"].sudo()
        entries = journal.search(
            [
                ("merge_id", "=", self.merge_id.id),
                ("kind", "=", self.kind),
                ("res_table", "=", self.res_table),
                ("res_column", "=", self.res_column),
            ]
        )
        keys = [key for entry in entries for key in entry.data]
        if keys and not isinstance(keys[0], dict):
            return Domain("id", "in", keys)
        return self._get_pointing_domain(field)

    def _get_pointing_domain(self, field):
        merge = self.merge_id
        partners = merge.loser_ids if self.kind == "kept" else merge.partner_ids
        if merge.state in ("draft", "waiting"):
            partners = merge.loser_ids
        ids = partners.ids
        if self.form == "reference":
            ids = [f"res.partner,{partner_id}" for partner_id in ids]
        domain = Domain(field.name, "in", ids)
        if self.model_column:
            domain &= Domain(self.model_column, "=", "res.partner")
        return domain

    @api.model
    def _write_from_journal(self, merge_ids):
        """Write the lines of merges that are done, in one statement."""
        self.env.cr.execute(
            SQL(
                """
                INSERT INTO crm_partner_merge_plan
                       (merge_id, kind, res_table, res_column, form, row_count)
                SELECT merge_id, kind, res_table, res_column, form, sum(row_count)
                  FROM crm_partner_merge_journal
                 WHERE merge_id = ANY(%s) AND kind IN ('move', 'kept')
                   AND model = 'res.partner'
                 GROUP BY merge_id, kind, res_table, res_column, form
                """,
                list(merge_ids),
            )
        )
        self.invalidate_model()
