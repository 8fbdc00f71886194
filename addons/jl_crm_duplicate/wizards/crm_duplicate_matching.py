from odoo import api, fields, models
from odoo.exceptions import UserError

from ..models.runs.crm_duplicate_preview import NO_PAIR
from ..tools.matching import FIELDS

SHOWN = 100


class CrmDuplicateMatching(models.TransientModel):
    """The window in which administrators say how fields are matched (DUP-3).

    Nothing counts before it is applied, and nothing is applied before somebody has
    seen what it changes.
    """

    _name = "crm.duplicate.matching"
    _description = "Matching per Field"

    line_ids = fields.One2many(
        comodel_name="crm.duplicate.matching.line",
        inverse_name="window_id",
        string="Fields",
    )
    count_ids = fields.One2many(
        comodel_name="crm.duplicate.matching.count",
        inverse_name="window_id",
        string="Pairs by Estimate",
        readonly=True,
    )
    change_ids = fields.One2many(
        comodel_name="crm.duplicate.matching.change",
        inverse_name="window_id",
        string="Pairs That Change",
        readonly=True,
    )
    seen_rules = fields.Json(readonly=True, export_string_translation=False)
    is_seen = fields.Boolean(
        compute="_compute_is_seen", export_string_translation=False
    )
    customer_count = fields.Integer(string="Customers Looked At", readonly=True)
    change_count = fields.Integer(string="Number of Changes", readonly=True)
    is_sample = fields.Boolean(readonly=True, export_string_translation=False)
    is_cut = fields.Boolean(compute="_compute_is_cut", export_string_translation=False)

    def _compute_display_name(self):
        for window in self:
            window.display_name = self.env._("Matching per Field")

    @api.depends("seen_rules", "line_ids.is_used", "line_ids.weight", "line_ids.alone")
    def _compute_is_seen(self):
        for window in self:
            window.is_seen = window.seen_rules == window._list_rules()

    @api.depends("change_count")
    def _compute_is_cut(self):
        for window in self:
            window.is_cut = window.change_count > SHOWN

    @api.model
    def action_open(self):
        """Open the window with the rules in force (DUP-3).

        :raise AccessError: the user administers nothing
        """
        self.check_access("write")
        rules = self.env["crm.duplicate.matching.rules"]._read_rules()
        window = self.sudo().create({"line_ids": self._prepare_lines(rules)})
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Matching per Field"),
            "res_model": self._name,
            "res_id": window.id,
            "view_mode": "form",
        }

    def action_preview(self):
        """Judge the base by these rules, and show what would change (DUP-3).

        :raise ValidationError: a weight is out of bounds
        """
        self.ensure_one()
        self.check_access("write")
        preview = self.env["crm.duplicate.preview"].sudo()._compare(self._read_rules())
        self.sudo().write(
            {
                "count_ids": [(5, 0, 0), *self._prepare_counts(preview)],
                "change_ids": [(5, 0, 0), *self._prepare_changes(preview)],
                "seen_rules": self._list_rules(),
                "customer_count": preview.customers,
                "change_count": len(preview.changes),
                "is_sample": preview.is_sample,
            }
        )

    def action_apply(self):
        """Judge by these rules from now on; all customers are looked at anew (DUP-3).

        :raise UserError: nobody has looked at what would change
        """
        self.ensure_one()
        self.check_access("write")
        if not self.is_seen:
            raise UserError(
                self.env._("Look at what would change first: press “Preview”.")
            )
        rules = self.env["crm.duplicate.matching.rules"].sudo()
        rules._put_in_force(self._read_rules())
        return {
            "type": "ir.actions.client",
            "tag": "display_notification",
            "params": {
                "type": "success",
                "message": self.env._(
                    "These rules are in force. All customers are being looked at again."
                ),
                "next": {"type": "ir.actions.act_window_close"},
            },
        }

    def action_reset(self):
        """Fill in the rules with which the add-on comes (DUP-3)."""
        self.ensure_one()
        self.check_access("write")
        usual = self.env["crm.duplicate.matching.line"]._get_usual()
        self.line_ids.write(usual)

    @api.model
    def _prepare_lines(self, rules):
        return [
            (
                0,
                0,
                {
                    "field": field,
                    "is_used": rules[field].is_used,
                    "weight": rules[field].weight,
                    "alone": rules[field].alone or "points",
                },
            )
            for field in FIELDS
        ]

    def _read_rules(self):
        """Return {field of the engine: its FieldRule} as filled in."""
        return {line.field: line._read_rule() for line in self.line_ids}

    def _list_rules(self):
        """Return the rules as they are kept, to compare them."""
        rules = self._read_rules()
        return {field: list(rules[field]) for field in sorted(rules)}

    @api.model
    def _prepare_counts(self, preview):
        verdicts = ("certain", "likely", "related", NO_PAIR)
        return [
            (
                0,
                0,
                {
                    "verdict": verdict,
                    "before": preview.before[verdict],
                    "after": preview.after[verdict],
                },
            )
            for verdict in verdicts
        ]

    @api.model
    def _prepare_changes(self, preview):
        shown = preview.changes[:SHOWN]
        ids = {id_ for one in shown for id_ in (one.left_id, one.right_id)}
        partners = self.env["res.partner"].sudo().browse(ids).exists()
        names = {partner.id: partner.name for partner in partners}
        return [
            (
                0,
                0,
                {
                    "customer": names.get(one.left_id),
                    "other": names.get(one.right_id),
                    "before": one.before,
                    "after": one.after,
                    "score_before": one.score_before,
                    "score_after": one.score_after,
                },
            )
            for one in shown
        ]
