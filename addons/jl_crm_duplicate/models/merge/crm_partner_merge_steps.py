from markupsafe import Markup

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import SQL

from odoo.addons.jl_crm_base.tools.locks import lock_records

from ..roles import DUPLICATE_MANAGER


class CrmMergeWorkflow(models.AbstractModel):
    """The buttons of a merge: a part of crm.partner.merge."""

    _name = "crm.merge.workflow"
    _description = "Steps of a Merge"

    def action_merge(self):
        """Merge, or ask a second person where both sides have posted invoices (K3D-5).

        :raise AccessError: the caller may not decide on duplicates
        :raise UserError: a customer can not be merged, or is being worked on
        """
        self._begin("draft")
        self.env["crm.merge.check"]._ensure_mergeable(self)
        asking = self.env["crm.merge.check"]._filter_needing_consent(self)
        asking._ask_for_consent()
        (self - asking)._merge()

    def action_consent(self):
        """Consent as the second person, and merge (K3D-5).

        :raise UserError: it is the caller who asked
        """
        self._begin("waiting")
        if self.filtered(lambda merge: merge.asked_by_id == self.env.user):
            raise UserError(
                self.env._(
                    "You asked for this merge yourself: somebody else has to consent."
                )
            )
        self.env["crm.merge.check"]._ensure_mergeable(self)
        self._merge()

    def action_cancel(self):
        """Give the merge up before it is done (K3D-5)."""
        self._begin("draft", "waiting")
        self.activity_unlink(["mail.mail_activity_data_todo"])
        self._write_log({"state": "cancelled"})

    def action_undo(self):
        """Put back what the merge moved and changed; tell what can not go back (K3D-5).

        :raise UserError: the time is over, or a later merge has to be undone before
        """
        self._begin("done")
        for merge in self.sorted("id", reverse=True):
            merge._undo()

    def action_plan(self):
        """Count anew what will move (K3D-5)."""
        self._begin("draft", "waiting")
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

    def _begin(self, *states):
        """Lock the merges, then look whether the step can be taken."""
        self.env["crm.merge.check"]._ensure_manager()
        self._lock(self)
        labels = dict(self._fields["state"]._description_selection(self.env))
        if stuck := self.filtered(lambda merge: merge.state not in states):
            raise UserError(
                self.env._(
                    "%(merge)s is in the state “%(state)s”, so this cannot be done "
                    "now.",
                    merge=stuck[0].name,
                    state=labels[stuck[0].state],
                )
            )

    @api.model
    def _lock(self, records):
        lock_records(
            records.sudo(),
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
        self._write_log({"state": "waiting", "asked_by_id": self.env.uid})
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
        self._lock(partners)
        partners.invalidate_recordset()
        self.env["crm.merge.check"]._ensure_mergeable(self)
        self._keep_comparison()
        notes = {merge.survivor_id.id: merge._get_note() for merge in self}
        self.env["crm.merge.engine"].sudo()._run(self.sudo())
        self._keep_plan()
        waiting = self.filtered(lambda merge: merge.state == "waiting")
        waiting.activity_unlink(["mail.mail_activity_data_todo"])
        self._write_log(
            {
                "state": "done",
                "merged_by_id": self.env.uid,
                "merge_date": fields.Datetime.now(),
                "undo_until": self._get_undo_until(),
            }
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
        self._lock(self.partner_ids)
        report = self.env["crm.merge.undo"].sudo()._run(self.sudo())
        self._write_log(
            {
                "state": "undone",
                "undone_by_id": self.env.uid,
                "undo_date": fields.Datetime.now(),
                "undo_rows": report,
            }
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

    def _plan(self):
        """Write down what would move, before anything does."""
        self.env.flush_all()
        engine = self.env["crm.merge.engine"].sudo()
        for merge in self.sudo():
            merge.plan_ids.unlink()
            merge.conflict_ids.unlink()
            if merge.survivor_id and merge._get_losers():
                engine._fill_pairs(merge)
                counts = engine._count_links("res.partner")
                lines = [
                    line
                    for reference, moved, kept in counts
                    for line in self._prepare_plan(merge, reference, moved, kept)
                ]
                lines += self._prepare_company_conflicts(merge)
                self.env["crm.partner.merge.plan"].sudo().create(lines)

    @api.model
    def _prepare_plan(self, merge, reference, moved, kept):
        return [
            {
                "merge_id": merge.id,
                "kind": kind,
                "res_table": reference.table,
                "res_column": reference.column,
                "form": reference.form,
                "model_column": reference.model_column,
                "row_count": count,
            }
            for kind, count in (("move", moved), ("kept", kept))
            if count
        ]

    @api.model
    def _prepare_company_conflicts(self, merge):
        """Lines of the fields of which two members have a value in one company."""
        rows = self.env["crm.merge.values"]._read_rows(merge.partner_ids).values()
        return [
            {
                "merge_id": merge.id,
                "kind": "kept",
                "res_table": "res_partner",
                "res_column": name,
                "form": "company",
                "row_count": len(companies),
            }
            for name, field in self.env["res.partner"]._fields.items()
            if field.company_dependent
            and (companies := self._find_conflicts([row[name] or {} for row in rows]))
        ]

    @api.model
    def _find_conflicts(self, values):
        """Return the companies in which the values are not the same."""
        companies = {company for value in values for company in value}
        return [
            company
            for company in companies
            if len({repr(v[company]) for v in values if v.get(company)}) > 1
        ]

    def _keep_plan(self):
        """Let the plan say what really moved."""
        plans = self.env["crm.partner.merge.plan"].sudo()
        plans.search([("merge_id", "in", self.ids), ("form", "!=", "company")]).unlink()
        plans._write_from_journal(self.ids)
