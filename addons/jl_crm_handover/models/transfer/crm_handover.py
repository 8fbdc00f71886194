from markupsafe import escape

from odoo import fields, models
from odoo.tools import SQL

from odoo.addons.jl_crm_base.tools.locks import lock_records
from odoo.addons.jl_crm_pipeline.tools.holder import HANDED_OVER

from ..plan.crm_handover import CUSTOMERS


class CrmHandover(models.Model):
    """Everything open changes hands at once, after the last signature (HUA-6).

    All of it is one transaction: it is wholly done or not at all. What is won, lost or
    done stays, as do dates, stages and who made a record.
    """

    _name = "crm.handover"
    _inherit = "crm.handover"

    move_count = fields.Integer(
        string="Moved Records",
        compute="_compute_move_count",
    )

    def _compute_move_count(self):
        counts = dict(
            self.env["crm.handover.move"]._read_group(
                [("handover_id", "in", self.ids)], ["handover_id"], ["__count"]
            )
        )
        for handover in self:
            handover.move_count = counts.get(handover._origin, 0)

    def _transfer(self):
        """Give what is open to the receivers and close the handover.

        :raise UserError: somebody or a customer is not what it was when it was signed
        """
        self.ensure_one()
        self._lock_all()
        self._raise_blockers(
            [
                *self._get_party_blockers(),
                *self._get_holder_blockers(),
                *self._get_company_blockers(),
            ]
        )
        places = {
            customer: receiver
            for customer, (receiver, _r) in self._map_places().items()
        }
        counts = self._move_work(places)
        # locked as they are, nobody else takes them before it is done
        self._release()
        counts[CUSTOMERS] = self._move_customers(places)
        self._write_moved_counts(counts)
        self._log_on_customers(places)
        self._close()

    def _lock_all(self):
        """Hold the customers and the people still until it is done.

        :raise LockError: somebody is working on one of them
        """
        people = self.receiver_ids | self.from_user_id | self.supervisor_id
        refuse = self.env._(
            "Somebody is changing one of the customers of %(handover)s at the "
            "moment. Sign again in a minute.",
            handover=self.display_name,
        )
        for records in (people, self.customer_ids.partner_id):
            lock_records(records, refuse=refuse, allow_referencing=True)
        people.invalidate_recordset(["active"])

    def _move_work(self, places):
        """Move what is open of every model, and return {kind: number}."""
        customers = self.env[CUSTOMERS].browse(one for one in places if one)
        moves = {}
        # all are found before any is moved: activities follow their documents
        for model in self._iter_work_models():
            domain = self._get_moved_domain(model, customers)
            found = self._place_work(
                model, domain, {one: (user, False) for one, user in places.items()}
            )
            moves[model] = [
                (record, self.from_user_id.id, receiver)
                for record, (receiver, _row) in found.items()
            ]
        for model, rows in moves.items():
            if rows:
                model._work_transfer_many(rows)
                self.env["crm.handover.move"]._keep(self, model._name, rows)
        return {model._name: len(rows) for model, rows in moves.items()}

    def _move_customers(self, places):
        moves = [
            (customer, self.from_user_id.id, receiver)
            for customer, receiver in places.items()
            if customer
        ]
        self.env[CUSTOMERS]._change_holders(moves, HANDED_OVER)
        if moves:
            self.env["crm.handover.move"]._keep(self, CUSTOMERS, moves)
        return len(moves)

    def _write_moved_counts(self, counts):
        """Say beside what was announced how many records moved; kinds share a model."""
        for scope in self.scope_ids:
            model = scope.kind.partition(":")[0]
            alike = self.scope_ids.filtered(
                lambda one, model=model: one.kind.partition(":")[0] == model
            )
            is_alone = len(alike) == 1
            scope.moved_count = counts.get(model, 0) if is_alone else scope.count

    def _log_on_customers(self, places):
        """Leave a note on each customer, in one statement."""
        users = self.env["res.users"].browse(set(places.values()))
        names = {user.id: user.name for user in users}
        bodies = {
            user: escape(
                self.env._(
                    "Handed over from %(giver)s to %(receiver)s (%(handover)s).",
                    giver=self.from_user_id.name,
                    receiver=name,
                    handover=self.name,
                )
            )
            for user, name in names.items()
        }
        self._insert_notes(
            [(customer, bodies[user]) for customer, user in places.items() if customer]
        )

    def _insert_notes(self, notes):
        """:param notes: [(customer id, text)]"""
        if not notes:
            return
        customers, texts = (list(column) for column in zip(*notes, strict=True))
        self.env.cr.execute(
            SQL(
                """
                INSERT INTO mail_message
                       (model, res_id, body, message_type, subtype_id, author_id,
                        date, is_internal, create_uid, write_uid, create_date,
                        write_date)
                SELECT 'res.partner', note.id, '<p>' || note.text || '</p>',
                       'notification', %(subtype)s, %(author)s,
                       now() AT TIME ZONE 'UTC', TRUE, %(uid)s, %(uid)s,
                       now() AT TIME ZONE 'UTC', now() AT TIME ZONE 'UTC'
                  FROM unnest(%(customers)s::int4[], %(texts)s::text[])
                       AS note (id, text)
                """,
                subtype=self.env["ir.model.data"]._xmlid_to_res_id("mail.mt_note"),
                author=self.env.user.partner_id.id,
                uid=self.env.uid,
                customers=customers,
                texts=texts,
            )
        )
        self.env["mail.message"].invalidate_model(flush=False)

    def _close(self):
        self._move_to("done")
        self._write_system({"date_done": self.env.cr.now()})
        self.activity_unlink(["mail.mail_activity_data_todo"])
        # whose customers one sees has changed for more than one
        self.env.registry.clear_cache()
        self.env.ref("jl_crm_handover.ir_cron_make_documents")._trigger()
        self._ask_to_close_account()
        self.message_post(
            body=self.env._("All have signed. Everything open has changed hands."),
            partner_ids=(self.receiver_ids | self.planner_id).partner_id.ids,
        )

    def action_open_moves(self):
        """Open the list of the records that moved (HUA-6).

        :rtype: dict
        """
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Moved with %s", self.name),
            "res_model": "crm.handover.move",
            "view_mode": "list",
            "domain": [("handover_id", "=", self.id)],
            "context": {"group_by": ["model"]},
        }
