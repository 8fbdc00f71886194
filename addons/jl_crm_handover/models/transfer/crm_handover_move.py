from odoo import api, fields, models
from odoo.tools import SQL


class CrmHandoverMove(models.Model):
    """A record that a handover moved: what an undo and a return need (HUA-6).

    Rows are added and marked by the SQL here alone.
    """

    _name = "crm.handover.move"
    _description = "Record Handed Over"
    _inherit = ["kept.row.mixin"]
    _order = "handover_id DESC, model, res_id"
    _rec_name = "record_name"
    # who signed last and when is in the handover
    _log_access = False

    handover_id = fields.Many2one(
        comodel_name="crm.handover",
        required=True,
        readonly=True,
        index=True,
        ondelete="restrict",
    )
    model = fields.Selection(
        selection="_list_models",
        required=True,
        readonly=True,
    )
    kind = fields.Char(compute="_compute_kind")
    res_id = fields.Many2oneReference(
        string="Record",
        model_field="model",
        required=True,
        readonly=True,
    )
    record_name = fields.Char(string="Name", compute="_compute_record_name")
    from_user_id = fields.Many2one(
        comodel_name="res.users",
        string="From",
        required=True,
        readonly=True,
        ondelete="restrict",
    )
    to_user_id = fields.Many2one(
        comodel_name="res.users",
        string="To",
        required=True,
        readonly=True,
        ondelete="restrict",
    )
    is_back = fields.Boolean(
        string="Returned",
        readonly=True,
        help="Went back with an undo or at the end of a temporary handover.",
    )

    _by_record = models.Index("(model, res_id)")

    @api.model
    def _list_models(self):
        """Return what can move, with the names that people know."""
        names = {"res.partner", *self.env["customer.work.mixin"]._get_work_models()}
        return [(name, self.env["ir.model"]._get(name).name) for name in sorted(names)]

    @api.depends("model")
    def _compute_kind(self):
        for move in self:
            move.kind = self.env["ir.model"]._get(move.model).sudo().name or move.model

    @api.depends("model", "res_id")
    @api.depends_context("uid")
    def _compute_record_name(self):
        """The names of the records that the user may see."""
        for model, moves in self.grouped("model").items():
            names = {}
            if model in self.env:
                records = self.env[model].with_context(active_test=False)
                found = records.browse(moves.mapped("res_id")).exists()
                seen = found._filtered_access("read")
                names = {record.id: record.display_name for record in seen}
            for move in moves:
                move.record_name = names.get(move.res_id, f"#{move.res_id}")

    @api.model
    def _get_kept_refusal(self):
        return self.env._("What was handed over is a record: it is not changed.")

    @api.model
    def _keep(self, handover, model, moves):
        """Write down what a handover moves.

        :param moves: [(record id, id of who had it, id of who gets it)]
        """
        self.env.cr.execute(
            SQL(
                """
                INSERT INTO crm_handover_move
                       (handover_id, model, res_id, from_user_id, to_user_id)
                SELECT %(handover)s, %(model)s, moved.id, moved.giver, moved.receiver
                  FROM %(moves)s
                """,
                handover=handover.id,
                model=model,
                moves=self.env["customer.work.mixin"]._write_moves(moves),
            )
        )
        self.invalidate_model(flush=False)

    @api.model
    def _list_kept(self, handover):
        """Return {model: [(record id, giver id, receiver id)]} of what can return."""
        kept = {}
        for model, *move in self.env.execute_query(
            SQL(
                """
                SELECT model, res_id, from_user_id, to_user_id
                  FROM crm_handover_move
                 WHERE handover_id = %s AND NOT COALESCE(is_back, FALSE)
                 ORDER BY model, res_id
                """,
                handover.id,
            )
        ):
            kept.setdefault(model, []).append(tuple(move))
        return kept

    @api.model
    def _mark_back(self, handover, model, moves):
        """Write down what of a handover went back."""
        self.env.cr.execute(
            SQL(
                """
                UPDATE crm_handover_move m
                   SET is_back = TRUE
                  FROM %(moves)s
                 WHERE m.handover_id = %(handover)s
                   AND m.model = %(model)s
                   AND m.res_id = moved.id
                """,
                handover=handover.id,
                model=model,
                moves=self.env["customer.work.mixin"]._write_moves(moves),
            )
        )
        self.invalidate_model(flush=False)

    def action_open_record(self):
        """Open the record, for who may see it (CAR-7).

        :rtype: dict
        """
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "res_model": self.model,
            "res_id": self.res_id,
            "view_mode": "form",
        }
