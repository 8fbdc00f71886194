from odoo import fields, models
from odoo.exceptions import AccessError, UserError
from odoo.fields import Command, Domain
from odoo.tools import format_datetime

from odoo.addons.jl_crm_base.tools.locks import lock_records

from ...tools.review_seats import list_asked
from .crm_review_decision import CARRYING

# what has been decided holds since the last of these
CYCLE_ENDS = ("refused", "withdrawn", "recalled")


class CrmReviewMixin(models.AbstractModel):
    """One step of a review after the other, each written down in a row.

    The rows are the truth: a level has approved if one of its rows says so, of a
    content that it would not have to see again.
    """

    _name = "crm.review.mixin"
    _inherit = "crm.review.mixin"

    def _lock_review(self):
        """Of two people at the same document the second is told so."""
        refuse = self.env._(
            "Somebody else is deciding on this at the moment: %(name)s. "
            "Reload the page to see what they did.",
            name=self.display_name,
        )
        lock_records(self, refuse=refuse, allow_referencing=True)

    def _ensure_review_state(self, *states):
        if self.review_state in states:
            return
        labels = dict(self._fields["review_state"]._description_selection(self.env))
        last = self.sudo()._find_decisions(limit=1)
        said = self.env._(
            "%(name)s is “%(state)s”.",
            name=self.display_name,
            state=labels[self.review_state],
        )
        if last:
            said += " " + self.env._(
                "%(user)s did the last step at %(date)s.",
                user=last.user_id.name,
                date=format_datetime(self.env, last.date),
            )
        raise UserError(said)

    def _submit_review(self):
        document = self.sudo()
        if not document._get_levels():
            raise UserError(
                self.env._(
                    "%(name)s needs no review: no level applies to it.",
                    name=self.display_name,
                )
            )
        document._note_authors(self.env.user)
        document._decide(
            "submitted",
            "submitted",
            reason=document._get_submit_remark(),
            stand_in_for=document._review_owner() - self.env.user,
            review_submitter_id=self.env.uid,
            review_hash=document._get_review_hash(),
        )
        if document._get_pending_levels():
            self._ask_next_level()
        else:
            carrying = CARRYING.give(document)
            carrying._decide("carried", "approved", is_final=True)
            self._release(self.env._("What was changed needs no new review."))

    def _ask_next_level(self):
        """Ask the first level that has not approved yet; without one it is released."""
        document = self.sudo()
        pending = document._get_pending_levels()
        if not pending:
            return
        level = pending[0]
        seats = level._find_seats(
            document._review_owner() or document.review_submitter_id,
            document._get_excluded_reviewers(),
            document._review_team(),
        )
        document._write_system(
            {
                "review_level_id": level.id,
                "review_seats": seats,
                "reviewer_ids": [Command.set(list_asked(seats))],
                **document._get_due_days(level),
            }
        )
        self._ask_reviewers()

    def _get_due_days(self, level):
        company = self._review_company()
        due = company._add_workdays(company._to_day(), level.deadline_days)
        return {
            "review_deadline": due,
            "review_escalation": company._add_workdays(due, level.escalation_days),
            "review_reminder": False,
        }

    def _approve_level(self, principal, reason):
        """Write down the approval, then ask the next level or release the document."""
        document = self.sudo()
        rest = document._get_pending_levels() - document.review_level_id
        self._decide_level(
            "approved",
            "submitted" if rest else "approved",
            principal,
            reason,
            is_final=not rest,
        )
        self._close_activities()
        if rest:
            self._ask_next_level()
        else:
            self._release(self._clean_reason(reason))

    def _decide_level(self, kind, state, principal, reason, is_final=False, **row):
        """Write the row of a reviewer's decision on the level that is asked.

        :param str kind: of crm.review.decision
        :param str state: where the review is then
        :param principal: the reviewer, in whose place the user may decide
        :param row: further fields of the row
        """
        document = self.sudo()
        me = self.env.user
        document._decide(
            kind,
            state,
            reason=self._clean_reason(reason),
            level=document.review_level_id,
            stand_in_for=principal if principal != me else self.env["res.users"],
            is_final=is_final,
            row=row,
        )

    def _release(self, text):
        """Let the document go: nobody is asked any more, and what follows is done."""
        self._stop_asking()
        self._notify_released(text)
        self.sudo()._after_review()

    def _end_review(self, title, reason):
        """Take it off the lists of the reviewers, and tell whose it is."""
        self._stop_asking()
        self._close_activities()
        self._notify_review(self._get_parties(), title, reason)

    def _recall_review(self):
        people = self.sudo().reviewer_ids
        self.sudo()._decide("recalled", "draft")
        self._stop_asking()
        self._close_activities()
        title = self.env._("%(name)s: recalled", name=self.display_name)
        self._notify_review(
            people, title, self.env._("There is nothing to review now.")
        )

    def _carry_review_over(self, reason):
        """Let an approval hold for what the system itself has changed.

        For a merge of customers, or for the lines that an approved offer file brings;
        the caller sees to it that nothing is offered that was not approved, and
        gives the permit ``CARRYING``.

        :raise AccessError: it was called without
        """
        if not CARRYING.holds(self.env):
            raise AccessError(self.env["crm.review.decision"]._get_kept_refusal())
        for document in self.sudo():
            document._write_system({"review_hash": document._get_review_hash()})
            if document.review_state == "approved":
                document._decide("carried", "approved", reason=reason, is_final=True)

    def _stop_asking(self):
        self.sudo()._write_system(
            {
                "reviewer_ids": [Command.clear()],
                "review_level_id": False,
                "review_seats": False,
            }
        )

    def _decide(self, kind, state, reason=False, level=None, **vals):
        """Write the row of a step, then go to the state.

        :param str kind: of crm.review.decision
        :param str state: where the review is then
        :param vals: ``stand_in_for``, ``is_final``, ``row`` (further fields of it);
            else fields of the document
        """
        seal, content = self._read_review()
        stand_in_for = vals.pop("stand_in_for", self.env["res.users"])
        is_final = vals.pop("is_final", False)
        figures = self._get_figures(kind)
        row = self.env["crm.review.decision"]._add_row(
            {
                **self._get_row_values(kind, figures),
                "level_id": (level or self.review_level_id).id,
                "stand_in_for_id": stand_in_for.id,
                "reason": reason,
                "is_final": is_final,
                "content": content,
                "content_hash": seal,
                **vals.pop("row", {}),
            }
        )
        if is_final:
            # what is written from now on is another version, of other people
            vals["review_authors"] = False
        self._write_system({"review_state": state, **vals})
        self.invalidate_recordset(["review_decision_ids"])
        return row

    def _get_row_values(self, kind, figures):
        return {
            "res_model": self._name,
            "res_id": self.id,
            "kind": kind,
            "date": fields.Datetime.now(),
            "version": self.review_version,
            "amount": figures.amount,
            "discount": figures.discount,
            "fitting_levels": figures.list_fitting(),
        }

    @staticmethod
    def _clean_reason(reason):
        return (reason or "").strip()

    def _find_decisions(self, kinds=None, limit=None):
        """Return the rows of these documents, the latest first."""
        domain = Domain("res_model", "=", self._name) & Domain("res_id", "in", self.ids)
        if kinds:
            domain &= Domain("kind", "in", kinds)
        return self.env["crm.review.decision"].search_fetch(domain, limit=limit)

    def _find_equal_seals(self, seal):
        """Return the seals that the same content has had, by what was sealed then."""
        seals = {seal}
        for row in self._find_decisions(("sealed",)):
            if row.content_hash in seals:
                seals.add(row.former_hash)
        return seals

    def _find_cycle(self, kinds):
        """Return the rows that still count, the latest first."""
        end = self._find_decisions(CYCLE_ENDS, limit=1)
        rows = self._find_decisions(kinds)
        return rows.filtered(lambda row: row.id > end.id) if end else rows

    def _get_levels(self):
        """Return the levels that a document like this one passes."""
        figures = self._get_figures()
        levels = self.env["crm.review.level"]._find_levels(
            self._name, self._review_company()
        )
        return levels.filtered(lambda level: level._applies(figures))

    def _get_pending_levels(self):
        """Return the levels that have not approved what is there now, in order."""
        return self._get_levels()._filter_pending(self)
