from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain
from odoo.tools import SQL

from odoo.addons.jl_crm_base.tools.day_filter import begin_month, day_filter

UNDO_DAYS = 30
# what a manager writes, while the merge is a draft
OPEN_FIELDS = {"partner_ids", "survivor_id", "choices"}


class CrmPartnerMerge(models.Model):
    """A merge of customers: planned, consented to, done, undone (K3D-5).

    The record is the log as well: nobody deletes it, and what belongs to the log is
    written by the buttons alone.
    """

    _name = "crm.partner.merge"
    _description = "Merge of Customers"
    _inherit = [
        "mail.thread",
        "mail.activity.mixin",
        "workflow.mixin",
        "system.field.mixin",
    ]
    _order = "id desc"

    name = fields.Char(
        system=True,
        readonly=True,
        copy=False,
        default=lambda self: self.env._("New"),
    )
    state = fields.Selection(
        selection=[
            ("draft", "Draft"),
            ("waiting", "Waiting for Consent"),
            ("done", "Merged"),
            ("undone", "Undone"),
            ("cancelled", "Cancelled"),
        ],
        default="draft",
        required=True,
        readonly=True,
        copy=False,
        index=True,
        tracking=True,
    )
    partner_ids = fields.Many2many(
        comodel_name="res.partner",
        relation="crm_partner_merge_member_rel",
        column1="merge_id",
        column2="partner_id",
        string="Customers",
        context={"active_test": False},
    )
    survivor_id = fields.Many2one(
        comodel_name="res.partner",
        string="Remains",
        ondelete="set null",
        index="btree_not_null",
        context={"active_test": False},
        help="The customer that everything moves to; the others are archived.",
    )
    loser_ids = fields.Many2many(
        comodel_name="res.partner",
        string="Merged into It",
        compute="_compute_loser_ids",
        context={"active_test": False},
    )
    choices = fields.Json(copy=False)
    plan_ids = fields.One2many(
        comodel_name="crm.partner.merge.plan",
        inverse_name="merge_id",
        domain=[("kind", "=", "move")],
        string="What Moves",
        system=True,
        readonly=True,
    )
    conflict_ids = fields.One2many(
        comodel_name="crm.partner.merge.plan",
        inverse_name="merge_id",
        domain=[("kind", "=", "kept")],
        string="Conflicts",
        system=True,
        readonly=True,
    )
    is_consent_needed = fields.Boolean(
        string="Needs the Consent of a Second Person",
        compute="_compute_is_consent_needed",
    )
    asked_by_id = fields.Many2one(
        comodel_name="res.users",
        string="Asked by",
        system=True,
        readonly=True,
        copy=False,
    )
    merged_by_id = fields.Many2one(
        comodel_name="res.users",
        string="Merged by",
        system=True,
        readonly=True,
        copy=False,
    )
    is_automatic = fields.Boolean(
        string="Automatic",
        system=True,
        readonly=True,
        copy=False,
        help="The system has merged them by itself, because of the same tax ID.",
    )
    merge_date = fields.Datetime(
        string="Merged on", system=True, readonly=True, copy=False
    )
    is_of_this_month = day_filter(
        ("merge_date", ">=", begin_month),
        company="merged_by_id.company_id",
    )
    undone_by_id = fields.Many2one(
        comodel_name="res.users",
        string="Undone by",
        system=True,
        readonly=True,
        copy=False,
    )
    undo_date = fields.Datetime(
        string="Undone on", system=True, readonly=True, copy=False
    )
    undo_until = fields.Datetime(
        string="Can Be Undone until",
        system=True,
        readonly=True,
        copy=False,
    )
    can_undo = fields.Boolean(
        string="Can Be Undone",
        compute="_compute_can_undo",
        search="_search_can_undo",
    )
    undo_rows = fields.Json(system=True, readonly=True, copy=False)
    undo_report = fields.Text(compute="_compute_undo_report")

    @api.depends("partner_ids", "survivor_id")
    def _compute_loser_ids(self):
        for merge in self:
            merge.loser_ids = merge._get_losers()

    @api.depends("partner_ids", "survivor_id", "state")
    def _compute_is_consent_needed(self):
        opened = self.filtered(lambda merge: merge.state in ("draft", "waiting"))
        asking = self.env["crm.merge.check"]._filter_needing_consent(opened)
        for merge in self:
            merge.is_consent_needed = merge in asking

    @api.depends("state", "undo_until")
    def _compute_can_undo(self):
        undoable = self.filtered_domain(self._get_undoable_domain())
        for merge in self:
            merge.can_undo = merge in undoable

    def _search_can_undo(self, operator, value):
        return self._get_undoable_domain() if operator == "in" else NotImplemented

    @api.model
    def _get_undoable_domain(self):
        now = fields.Datetime.now()
        return Domain("state", "=", "done") & Domain("undo_until", ">=", now)

    @api.depends("undo_rows")
    @api.depends_context("lang")
    def _compute_undo_report(self):
        names = self.env["crm.merge.names"]
        for merge in self:
            merge.undo_report = "\n".join(
                self.env._(
                    "%(what)s: %(count)s rows were changed or deleted since and stay "
                    "as they are",
                    what=names._describe_column(row["table"], row["column"]),
                    count=row["count"],
                )
                for row in merge.undo_rows or ()
            )

    @api.model_create_multi
    def create(self, vals_list):
        # the client sends the default of the number back
        vals_list = self._clean_values([{**vals, "name": False} for vals in vals_list])
        numbers = self._draw_numbers(len(vals_list))
        for vals, number in zip(vals_list, numbers, strict=True):
            vals["name"] = number
        merges = super(CrmPartnerMerge, self._strip_defaults()).create(vals_list)
        merges = merges.with_env(self.env)
        merges._ensure_survivors()
        return merges

    def write(self, vals):
        if not OPEN_FIELDS.isdisjoint(vals) and self.filtered(
            lambda merge: merge.state != "draft"
        ):
            raise UserError(
                self.env._("Only a draft can be changed. Cancel this merge instead.")
            )
        result = super().write(vals)
        if not {"partner_ids", "survivor_id"}.isdisjoint(vals):
            self._plan()
        return result

    @api.ondelete(at_uninstall=False)
    def _unlink_except_log(self):
        if self.filtered(lambda merge: merge.state not in ("draft", "cancelled")):
            raise UserError(self.env._("The log of merges cannot be deleted."))

    @api.model
    def _draw_numbers(self, count):
        """Return numbers from the sequence, all in one statement."""
        sequence = self.env["ir.sequence"].sudo()
        sequence = sequence.search([("code", "=", self._name)], limit=1)
        if not sequence or sequence.implementation != "standard":
            return [sequence.next_by_code(self._name) or "/" for _each in range(count)]
        name = f"ir_sequence_{sequence.id:03d}"
        rows = self.env.execute_query(
            SQL("SELECT nextval(%s) FROM generate_series(1, %s)", name, count)
        )
        return [sequence.get_next_char(number) for (number,) in rows]

    def _ensure_survivors(self):
        for merge in self:
            if not merge.survivor_id and merge.partner_ids:
                merge.survivor_id = merge.partner_ids._propose_survivor()

    def _get_losers(self):
        """Return those that are merged into the survivor, the oldest first."""
        self.ensure_one()
        # a form that is being edited has copies of the records in its lists
        losers = self.partner_ids._origin - self.survivor_id._origin
        return losers.sorted("id")

    @api.model
    def _get_undo_days(self):
        """Return for how many days a merge can be undone."""
        parameters = self.env["ir.config_parameter"].sudo()
        text = parameters.get_param("jl_crm_duplicate.undo_days", "")
        return int(text) if text.isdecimal() else UNDO_DAYS

    @api.model
    def _get_undo_until(self):
        return fields.Datetime.now() + timedelta(days=self._get_undo_days())

    @api.autovacuum
    def _gc_journal(self):
        """Drop what an undo would need, when nothing can be undone any more."""
        self.flush_model(["state", "undo_until"])
        self.env.cr.execute(
            SQL(
                """
                DELETE FROM crm_partner_merge_journal j USING crm_partner_merge m
                 WHERE m.id = j.merge_id
                   AND (m.state = 'undone' OR m.undo_until < %s)
                """,
                fields.Datetime.now(),
            )
        )
