from markupsafe import Markup

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import SQL

from odoo.addons.jl_crm_base.tools.locks import lock_records
from odoo.addons.jl_crm_base.tools.session import ensure_own_session

from ...roles import DUPLICATE_MANAGER


class CrmPartnerMerge(models.Model):
    """The steps of a merge: asked for, consented to, done, undone."""

    _name = "crm.partner.merge"
    _inherit = "crm.partner.merge"

    @api.model
    def _get_transitions(self):
        return super()._get_transitions() | {
            ("draft", "waiting"),
            ("draft", "done"),
            ("waiting", "done"),
            ("draft", "cancelled"),
            ("waiting", "cancelled"),
            ("done", "undone"),
        }

    def action_merge(self):
        """Merge, or ask a second person where both sides have posted invoices (K3D-5).

        :raise AccessError: the caller may not decide on duplicates
        :raise UserError: a customer cannot be merged, or is being worked on
        """
        self.check_access("write")
        check = self.env["crm.merge.check"]
        check._ensure_manager()
        self._ensure_may_move("done", sources={"draft"})
        check._ensure_mergeable(self)
        asking = check._filter_needing_consent(self)
        asking._ask_for_consent()
        (self - asking)._merge()

    def action_consent(self):
        """Consent as the second person, and merge (K3D-5).

        :raise AccessError: the user does not ask themselves
        :raise UserError: it is the caller who asked
        """
        self.check_access("write")
        ensure_own_session(self.env)
        check = self.env["crm.merge.check"]
        check._ensure_manager()
        self._ensure_may_move("done", sources={"waiting"})
        if self.filtered(lambda merge: merge.asked_by_id == self.env.user):
            raise UserError(
                self.env._(
                    "You asked for this merge yourself: somebody else has to consent."
                )
            )
        check._ensure_mergeable(self)
        self._merge()

    def action_cancel(self):
        """Give the merge up before it is done (K3D-5)."""
        self.env["crm.merge.check"]._ensure_manager()
        self._move_to("cancelled")
        self.activity_unlink(["mail.mail_activity_data_todo"])

    def action_undo(self):
        """Put back what the merge moved and changed; tell what can not go back (K3D-5).

        :raise UserError: the time is over, or a later merge has to be undone before
        """
        self.env["crm.merge.check"]._ensure_manager()
        self._ensure_may_move("undone")
        for merge in self.sorted("id", reverse=True):
            merge._undo()

    def action_plan(self):
        """Count anew what will move (K3D-5)."""
        self.env["crm.merge.check"]._ensure_manager()
        self._ensure_may_move("done")
        self._plan()

    def action_open_survivor(self):
        """Open the customer that remains (K3D-5)."""
        self.ensure_one()
        return self.survivor_id.get_formview_action()

    def action_open_members(self):
        """Show the customers of the merge, the archived ones too (K3D-5)."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "name": self.name,
            "res_model": "res.partner",
            "views": [(False, "list"), (False, "form")],
            "domain": [("id", "in", self.partner_ids.ids)],
            "context": {"active_test": False, "create": False, "jl_show_merged": True},
        }

    @api.model
    def _lock_customers(self, partners):
        lock_records(
            partners.sudo(),
            refuse=self.env._(
                "Somebody is working on one of these customers at this very "
                "moment. Try again in a minute."
            ),
        )

    def _ask_for_consent(self):
        """Tell the others who may decide that one of them is needed."""
        if not self:
            return
        others = self._get_managers() - self.env.user
        if not others:
            raise UserError(
                self.env._(
                    "Both sides have posted invoices, so a second person has to "
                    "consent. Nobody else has the right “Decide on Duplicates”."
                )
            )
        self._as_system()._move_to("waiting", asked_by_id=self.env.uid)
        for merge in self:
            for user in others:
                merge.activity_schedule(
                    "mail.mail_activity_data_todo",
                    summary=self.env._("Consent to a merge of customers"),
                    user_id=user.id,
                )

    @api.model
    def _get_managers(self):
        group = self.env.ref(DUPLICATE_MANAGER)
        return group.sudo().all_user_ids.filtered("active")

    def _merge(self):
        """Merge all of them, or none."""
        if not self:
            return
        partners = self.partner_ids
        self._lock_customers(partners)
        partners.invalidate_recordset()
        self.env["crm.merge.check"]._ensure_mergeable(self)
        self._keep_comparison()
        notes = {merge.survivor_id.id: merge._get_note() for merge in self}
        self.env["crm.merge.engine"].sudo()._run(self.sudo())
        self._keep_plan()
        waiting = self.filtered(lambda merge: merge.state == "waiting")
        waiting.activity_unlink(["mail.mail_activity_data_todo"])
        self._as_system()._move_to(
            "done",
            merged_by_id=self.env.uid,
            merge_date=fields.Datetime.now(),
            undo_until=self._get_undo_until(),
        )
        self.survivor_id.sudo()._message_log_batch(bodies=notes)

    def _get_note(self):
        names = ", ".join(
            self.env._("%(name)s (ID %(id)s)", name=loser.display_name, id=loser.id)
            for loser in self.loser_ids
        )
        text = self.env._("Merged into this customer: %(customers)s", customers=names)
        return self._link_note(text)

    def _link_note(self, text):
        return Markup("%s · %s") % (text, self._get_html_link())

    def _undo(self):
        self.ensure_one()
        self._ensure_undoable()
        self._lock_customers(self.partner_ids)
        report = self.env["crm.merge.undo"].sudo()._run(self.sudo())
        self._as_system()._move_to(
            "undone",
            undone_by_id=self.env.uid,
            undo_date=fields.Datetime.now(),
            undo_rows=report,
        )
        names = ", ".join(self.loser_ids.mapped("display_name"))
        if self.survivor_id.exists():
            text = self.env._("The merge was undone: %(customers)s", customers=names)
            self.survivor_id.sudo()._message_log(body=self._link_note(text))

    def _ensure_undoable(self):
        if not self.can_undo:
            raise UserError(
                self.env._(
                    "%(merge)s can no longer be undone: the time for it is over.",
                    merge=self.name,
                )
            )
        later = self._find_later()
        if later:
            raise UserError(
                self.env._(
                    "Undo %(later)s first: it came later and has customers of this "
                    "merge.",
                    later=later.name,
                )
            )

    def _find_later(self):
        """Return the last of the merges that came after and share customers."""
        self.flush_model(["state", "partner_ids"])
        rows = self.env.execute_query(
            SQL(
                """
                SELECT j.merge_id
                  FROM crm_partner_merge_journal j
                  JOIN crm_partner_merge m ON m.id = j.merge_id AND m.state = 'done'
                 WHERE m.id != %(merge)s
                   AND m.id IN (SELECT merge_id FROM crm_partner_merge_member_rel
                                 WHERE partner_id = ANY(%(partners)s))
                 GROUP BY j.merge_id
                HAVING max(j.id) > (SELECT max(id) FROM crm_partner_merge_journal
                                     WHERE merge_id = %(merge)s)
                 ORDER BY max(j.id) DESC LIMIT 1
                """,
                merge=self.id,
                partners=self.partner_ids.ids,
            )
        )
        return self.browse(rows[0] if rows else ())
