from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain

from odoo.addons.jl_crm_base.tools.locks import lock_records
from odoo.addons.jl_crm_pipeline.tools.holder import HANDED_OVER, find_there
from odoo.addons.jl_crm_pipeline.tools.moves import turn_moves

from ..plan.crm_handover import CUSTOMERS

UNDO_DAYS = 7


class CrmHandover(models.Model):
    """What was handed over goes back: by an undo, or on the day agreed (HUA-6).

    What the receivers have brought to an end, or passed on, stays where it is.
    """

    _name = "crm.handover"
    _inherit = "crm.handover"

    date_undone = fields.Datetime(
        string="Undone on", readonly=True, copy=False, system=True
    )
    date_returned = fields.Datetime(
        string="Returned", readonly=True, copy=False, system=True
    )
    undo_until = fields.Datetime(compute="_compute_undo_until")
    can_undo = fields.Boolean(compute="_compute_undo_until")

    @api.depends("date_done", "state", "date_returned")
    def _compute_undo_until(self):
        days = self._get_days("undo_days", UNDO_DAYS)
        now = fields.Datetime.now()
        for handover in self:
            done = handover.date_done
            handover.undo_until = done and done + timedelta(days=days)
            handover.can_undo = bool(
                handover.state == "done"
                and not handover.date_returned
                and handover.undo_until
                and handover.undo_until >= now
            )

    def action_undo(self):
        """Give everything back that is open still, while there is time (HUA-6).

        :raise UserError: it is too late, or the person has left
        """
        self.ensure_one()
        self._ensure_planner()
        lock_records(self, allow_referencing=True)
        self._ensure_state("done")
        if not self.can_undo:
            raise UserError(
                self.env._(
                    "The time to undo %(handover)s is over. "
                    "Plan a handover the other way instead.",
                    handover=self.display_name,
                )
            )
        handover = self.sudo()
        counts = handover._give_back()
        handover._move_to("cancelled")
        handover._write_system({"date_undone": fields.Datetime.now()})
        handover._note_return(self.env._("The handover was undone."), counts)

    @api.model
    def _cron_return(self):
        """End the temporary handovers whose day has come; one that fails is told."""
        due = self.search(
            Domain("state", "=", "done")
            & Domain("kind", "=", "temporary")
            & Domain("date_returned", "=", False)
            & self.env["res.company"]._compare_with_day("date_return", "<=")
        )
        for number, handover in enumerate(due, 1):
            handover._return()
            self.env["ir.cron"]._commit_progress(1, remaining=len(due) - number)

    def _return(self):
        """Give back what is open, or tell who planned it why that cannot be."""
        try:
            with self.env.cr.savepoint():
                counts = self._give_back(with_new=True)
        except UserError as error:
            self._tell_stuck(str(error))
            return
        self._write_system({"date_returned": fields.Datetime.now()})
        self._note_return(self.env._("The time is over: it has returned."), counts)

    def _tell_stuck(self, reason):
        todo = "mail.mail_activity_data_todo"
        if not self.activity_search([todo], user_id=self.planner_id.id):
            self.activity_schedule(
                todo,
                user_id=self.planner_id.id,
                summary=self.env._("It could not return automatically"),
                note=reason,
            )

    def _note_return(self, text, counts):
        back, left = counts
        figures = self.env._(
            "%(back)s records went back; %(left)s stay because they are done or "
            "belong to somebody else by now.",
            back=back,
            left=left,
        )
        users = self.receiver_ids | self.from_user_id | self.planner_id
        note = f"{text} {figures}"
        self.message_post(body=note, partner_ids=users.partner_id.ids)

    def _give_back(self, *, with_new=False):
        """Move what was moved the other way, where it is open and still theirs.

        :param bool with_new: what the receivers have begun with these customers
            since then goes along
        :return: (how many went back, how many stay)
        :raise UserError: the person is archived
        """
        self._ensure_giver_is_there()
        self.env.flush_all()
        kept = self.env["crm.handover.move"]._list_kept(self)
        customers = self._turn_customers(kept.get(CUSTOMERS, []))
        back = {}
        for model in self._iter_work_models():
            rows = model._turn_moves(kept.get(model._name, []))
            if with_new:
                rows = self._add_new_work(model, customers, rows)
            back[model] = rows
        for model, rows in back.items():
            model._work_transfer_many(rows)
            self._mark_back(model._name, rows)
        self.env[CUSTOMERS]._change_holders(customers, HANDED_OVER)
        self._mark_back(CUSTOMERS, customers)
        self.env.registry.clear_cache()
        total = sum(map(len, kept.values()))
        went = len(customers) + sum(
            len({row[0] for row in rows} & {row[0] for row in kept.get(m._name, [])})
            for m, rows in back.items()
        )
        return went, total - went

    def _ensure_giver_is_there(self):
        if not find_there(self.from_user_id):
            raise UserError(
                self.env._(
                    "%(user)s is archived and gets nothing back. "
                    "Plan a handover to somebody who is there.",
                    user=self.from_user_id.name,
                )
            )

    def _mark_back(self, name, rows):
        if rows:
            self.env["crm.handover.move"]._mark_back(self, name, rows)

    def _turn_customers(self, moves):
        """Return the moves of customers the other way, of those still theirs."""
        customers = self.env[CUSTOMERS].with_context(active_test=False)
        rows = customers.search_read(
            [("id", "in", [move[0] for move in moves])], ["user_id"], load=""
        )
        return turn_moves(moves, {row["id"]: row["user_id"] for row in rows})

    def _add_new_work(self, model, customers, rows):
        """Return the rows with what the receivers have begun with the customers."""
        owners = {customer: receiver for customer, receiver, _giver in customers}
        domain = (
            model._work_open_domain()
            & model._work_user_domain(self.receiver_ids)
            & model._work_customer_domain(self.env[CUSTOMERS].browse(owners))
            & Domain("create_date", ">=", self.date_done)
        )
        users = dict(model._list_holders_of(domain))
        known = {row[0] for row in rows}
        fresh = {
            record: users[record]
            for record, customer in model._find_work_pairs(domain)
            if record not in known and owners.get(customer) == users.get(record)
        }
        giver = self.from_user_id.id
        return rows + [(record, user, giver) for record, user in fresh.items()]
