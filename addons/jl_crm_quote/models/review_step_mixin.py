from odoo import fields, models
from odoo.exceptions import AccessError, UserError
from odoo.fields import Command, Domain
from odoo.tools import SQL, format_datetime

from odoo.addons.jl_crm_base.tools.locks import lock_records

# what has been decided holds since the last of these
CYCLE_ENDS = ("refused", "withdrawn", "recalled")


class ReviewStepMixin(models.AbstractModel):
    """One step of a review after the other, each written down in a row.

    A part of crm.review.mixin. The rows are the truth: a level has approved if one of
    its rows says so, of a content that it would not have to see again.
    """

    _name = "review.step.mixin"
    _description = "Steps of a Review"

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

    def _ensure_may_review(self):
        """Return in whose place the user decides; nobody else does so meanwhile.

        :raise AccessError: it is not their turn, or their own document
        :raise UserError: it was decided or changed meanwhile
        """
        self.check_access("read")
        self._lock_review()
        self._ensure_review_state("submitted")
        own = self._get_excluded_reviewers() | self._get_owner_when_submitted()
        if self.env.user in own:
            raise AccessError(self.env._("Nobody reviews their own documents."))
        principal = self._get_principal()
        if not principal:
            raise AccessError(
                self.env._(
                    "Only %(names)s, or their stand-ins, can review this now.",
                    names=", ".join(self.sudo().reviewer_ids.mapped("name")),
                )
            )
        if not self.sudo()._is_as_reviewed():
            raise UserError(
                self.env._(
                    "%(name)s was changed after it was submitted. It has to be "
                    "submitted again.",
                    name=self.display_name,
                )
            )
        return principal

    @staticmethod
    def _clean_reason(reason):
        return (reason or "").strip()

    def _get_excluded_reviewers(self):
        """Return whose own document it is."""
        return self.sudo()._review_owner() | self._get_submitters()

    def _get_owner_when_submitted(self):
        """Return whose it was, if another submitted it: it may be given away since."""
        return self.sudo()._find_decisions(("submitted",), limit=1).stand_in_for_id

    def _get_submitters(self):
        document = self.sudo()
        return document.review_submitter_id or document._review_owner()

    def _get_principal(self):
        """Return the reviewer in whose place the user may decide now, or nobody."""
        document = self.sudo()
        me = self.env.user
        nobody = self.env["res.users"]
        if document.review_state != "submitted" or me in self._get_excluded_reviewers():
            return nobody
        if me in document.reviewer_ids:
            return me
        away = self.env["crm.review.stand.in"]._find_principals(me)
        return (document.reviewer_ids & away)[:1]

    def _get_reviewed_by(self):
        """Return who has approved it since it was last submitted."""
        rows = self.sudo()._find_cycle(("approved",))
        return rows.user_id | rows.stand_in_for_id

    def _find_decisions(self, kinds=None, limit=None):
        """Return the rows of these documents, the latest first."""
        domain = Domain("res_model", "=", self._name) & Domain("res_id", "in", self.ids)
        if kinds:
            domain &= Domain("kind", "in", kinds)
        return self.env["crm.review.decision"].search_fetch(domain, limit=limit)

    def _select_verdict(self):
        """Return the SQL of [kind, is final, hash] of the decision that counts."""
        # rows are inserted as they are and never written: there is nothing to flush
        return SQL(
            """
            (SELECT jsonb_build_array(kind, is_final, content_hash)
               FROM crm_review_decision
              WHERE res_model = %s AND res_id = %s AND kind = ANY(%s)
              ORDER BY id DESC
              LIMIT 1)
            """,
            self._name,
            self._origin.id or 0,
            ["approved", "carried", *CYCLE_ENDS],
        )

    def _find_cycle(self, kinds):
        """Return the rows that still count, the latest first."""
        end = self._find_decisions(CYCLE_ENDS, limit=1)
        rows = self._find_decisions(kinds)
        return rows.filtered(lambda row: row.id > end.id) if end else rows

    def _get_levels(self):
        """Return the levels that a document like this one passes."""
        amount, discount = self._review_amount(), self._review_discount()
        levels = self.env["crm.review.level"]._find_levels(
            self._name, self._review_company()
        )
        return levels.filtered(lambda level: level._applies(amount, discount))

    def _get_pending_levels(self):
        """Return the levels that have not approved what is there now, in order.

        A level without a threshold sees every change. One with a threshold need not
        see again what it approved before, unless the amount that it watches is another
        one, the discount has risen since, or a term of the whole document is another.
        """
        approvals = {}
        for row in self._find_cycle(("approved",)):
            approvals.setdefault(row.level_id, row)
        levels = self._get_levels()
        if not approvals:
            return levels
        content = self._get_review_content()
        content_hash = self._hash_content(content)
        return levels.filtered(
            lambda level: (
                level not in approvals
                or not self._still_holds(approvals[level], content, content_hash)
            )
        )

    def _still_holds(self, row, content, content_hash):
        if row.content_hash == content_hash:
            return True
        level = row.level_id
        if not level._has_threshold() or self._has_other_terms(row.content, content):
            return False
        # a lower price is a discount too
        is_other = level.amount_from and self._review_amount() != row.amount
        is_cheaper = level.discount_from and self._review_discount() > row.discount
        return not (is_other or is_cheaper)

    def _has_other_terms(self, before, content):
        then, now = before[self._name][0], content[self._name][0]
        return any(then.get(name) != now.get(name) for name in self._review_terms)

    def _submit_review(self):
        document = self.sudo()
        if not document._get_levels():
            raise UserError(
                self.env._(
                    "%(name)s needs no review: no level applies to it.",
                    name=self.display_name,
                )
            )
        document._decide(
            "submitted",
            "submitted",
            stand_in_for=document._review_owner() - self.env.user,
            review_submitter_id=self.env.uid,
            review_hash=document._get_review_hash(),
        )
        if document._get_pending_levels():
            self._ask_next_level()
        else:
            document._decide("carried", "approved", is_final=True)
            self._tell_released(self.env._("What was changed needs no new review."))

    def _ask_next_level(self):
        """Ask the first level that has not approved yet; without one it is released."""
        document = self.sudo()
        pending = document._get_pending_levels()
        if not pending:
            return
        level = pending[0]
        reviewers = level._find_reviewers(
            document._review_owner() or document.review_submitter_id,
            document._get_excluded_reviewers(),
        )
        company = document._review_company()
        due = company._add_workdays(
            fields.Date.context_today(self), level.deadline_days
        )
        document._write_system(
            {
                "review_level_id": level.id,
                "reviewer_ids": [Command.set(reviewers.ids)],
                "review_deadline": due,
                "review_escalation": company._add_workdays(due, level.escalation_days),
                "review_reminder": False,
            }
        )
        self._ask_reviewers()

    def _approve_level(self, principal, reason):
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
            self._tell_released(self._clean_reason(reason))

    def _decide_level(self, kind, state, principal, reason, is_final=False):
        document = self.sudo()
        me = self.env.user
        document._decide(
            kind,
            state,
            reason=self._clean_reason(reason),
            level=document.review_level_id,
            stand_in_for=principal if principal != me else self.env["res.users"],
            is_final=is_final,
        )

    def _tell_released(self, text):
        self._stop_asking()
        document = self.sudo()
        title = self.env._("%(name)s: approved", name=document.display_name)
        text = text or self.env._("It can be sent to the customer.")
        self._notify_review(self._get_excluded_reviewers(), title, text)
        self._pop_up_review(title, text)
        document._after_review()

    def _stop_asking(self):
        self.sudo()._write_system(
            {"reviewer_ids": [Command.clear()], "review_level_id": False}
        )

    def _pop_up_review(self, title, text):
        for user in self._get_excluded_reviewers() - self.env.user:
            user._bus_send(
                "simple_notification",
                {"title": title, "message": text, "type": "info", "sticky": True},
            )

    def _end_review(self, title, reason):
        """Take it off the lists of the reviewers, and tell whose it is."""
        self._stop_asking()
        self._close_activities()
        self._notify_review(self._get_excluded_reviewers(), title, reason)
        self._pop_up_review(title, reason)

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
        the caller sees to it that nothing is offered that was not approved.
        """
        for document in self.sudo():
            document._write_system({"review_hash": document._get_review_hash()})
            if document.review_state == "approved":
                document._decide("carried", "approved", reason=reason, is_final=True)

    def _decide(self, kind, state, reason=False, level=None, **vals):
        """Write the row of a step, then go to the state.

        :param str kind: of crm.review.decision
        :param str state: where the review is then
        :param vals: ``stand_in_for``, ``is_final``; else fields of the document
        """
        content = self._get_review_content()
        stand_in_for = vals.pop("stand_in_for", self.env["res.users"])
        row = self.env["crm.review.decision"]._add_row(
            {
                "res_model": self._name,
                "res_id": self.id,
                "kind": kind,
                "level_id": (level or self.review_level_id).id,
                "user_id": self.env.uid,
                "stand_in_for_id": stand_in_for.id,
                "reason": reason,
                "date": fields.Datetime.now(),
                "version": self.review_version,
                "amount": self._review_amount(),
                "discount": self._review_discount(),
                "is_final": vals.pop("is_final", False),
                "content": content,
                "content_hash": self._hash_content(content),
            }
        )
        self._write_system({"review_state": state, **vals})
        self.invalidate_recordset(["review_decision_ids"])
        return row
