from contextlib import contextmanager

from odoo import api, models
from odoo.fields import Command
from odoo.tools import SQL

from odoo.addons.jl_crm_pipeline.models.work.customer_work_transfer import TRANSFER

from .crm_review_decision import CARRYING

TOUCHED = "jl_crm_quote.touched"
CARRIED = "jl_crm_quote.carried"
WATCHED = ("submitted", "approved")
REVIEW = dict.fromkeys(
    (
        "review_hash",
        "review_state",
        "review_level_id",
        "reviewer_ids",
        "review_seats",
        "review_submitter_id",
        "review_deadline",
        "review_escalation",
        "review_reminder",
        "review_version",
        "review_authors",
    ),
    "the review itself",
)

TELL_OF_NEW_SEALS = """
    INSERT INTO crm_review_decision (
           res_model, res_id, kind, user_id, reason, date, version, is_final,
           former_hash, content_hash, content, amount, discount,
           create_uid, create_date, write_uid, write_date)
    SELECT %(model)s, t.id, 'sealed', %(uid)s, %(reason)s, n.now,
           t.review_version, t.review_state = 'approved',
           t.review_hash, k.seal, %(content)s, d.amount, d.discount,
           %(uid)s, n.now, %(uid)s, n.now
      FROM unnest(%(ids)s, %(seals)s) k(id, seal)
      JOIN %(table)s t ON t.id = k.id
     CROSS JOIN (SELECT now() AT TIME ZONE 'UTC') n(now)
      LEFT JOIN LATERAL (
           SELECT amount, discount FROM crm_review_decision
            WHERE res_model = %(model)s AND res_id = t.id
            ORDER BY id DESC LIMIT 1) d ON TRUE
     WHERE t.review_state = ANY(%(watched)s)
"""


class CrmReviewMixin(models.AbstractModel):
    """What a review is about: a content with a seal, and what happens if it changes."""

    _name = "crm.review.mixin"
    _inherit = "crm.review.mixin"

    _seal_columns = ("review_hash",)
    # of the sealed fields, the ones that every level has to see again
    _review_terms = ()

    def write(self, vals):
        by_hand = self._find_changed_by_hand(vals)
        result = super().write(vals)
        touching = self._list_touching(self._name) | self._get_review_watch()
        if not touching.isdisjoint(vals):
            self._touch_review()
        self._void_changed()
        if by_hand:
            by_hand._void_by_hand()
        return result

    @api.model
    def _get_never_sealed(self):
        never = super()._get_never_sealed()
        return {**never, self._name: {**never.get(self._name, {}), **REVIEW}}

    @api.model
    def _get_review_watch(self):
        """Return the names of the fields whose writing is looked at."""
        fields = self._get_sealing().fields
        rows = (
            field.name
            for field in self._fields.values()
            if field.type == "one2many" and field.comodel_name in self._seal_parts
        )
        return {*fields[self._name], *rows}

    @api.model
    def _get_changed_by_acts(self):
        """Return fields that are shown, and that named acts of the system change.

        They are no part of the seal, but whoever writes them by hand voids it; a hook.
        """
        return ()

    @api.model
    def _get_shown_beside(self):
        return [*super()._get_shown_beside(), *self._get_changed_by_acts()]

    def _find_changed_by_hand(self, vals):
        """Return those of which a person changes what acts of the system change."""
        names = self._list_by_hand(vals)
        if not names or self.env.su or TRANSFER.holds(self.env):
            return self.browse()
        return self.filtered(
            lambda one: not all(one._is_same(name, vals[name]) for name in names)
        )

    @api.model
    def _list_by_hand(self, vals):
        """Return the names of what only acts change, and values set; a hook."""
        return [name for name in self._get_changed_by_acts() if name in vals]

    def _void_by_hand(self):
        for document in self.sudo():
            if document.review_state in WATCHED:
                document._void_review()

    def _describe(self, content):
        """Return a content as it is shown to people; a hook."""
        return content

    def _get_review_content(self):
        """Return the content, the same whoever asks and in whatever language.

        :return: plain JSON: {model: [row, …]}, a row ``{"id": …, field: value}``
        """
        return self._read_review()[1]

    def _read_review(self):
        """Return (seal, content)."""
        document = self.sudo()
        seal, content = document._read_sealed()
        return seal, document._describe(content or {})

    def _get_review_hash(self):
        return self.sudo()._get_seal()

    def _get_kept_seal(self):
        """Return the seal with which the document was released, or is under review."""
        return self.review_hash

    def _look_again(self):
        """Have the documents looked at, at the end of the transaction at the latest."""
        watched = self.sudo().filtered(lambda one: one.review_state in WATCHED)
        if not watched:
            return
        precommit = self.env.cr.precommit
        touched = precommit.data.setdefault(TOUCHED, {})
        if self._name not in touched:
            precommit.add(self.browse()._void_changed)
        touched.setdefault(self._name, set()).update(watched.ids)

    def _void_changed(self):
        """Void the reviews of what was touched and is another offer now."""
        touched = self.env.cr.precommit.data.get(TOUCHED, {}).get(self._name)
        ids = touched and (touched.intersection(self.ids) if self else set(touched))
        if not ids:
            return
        touched.difference_update(ids)
        for document in self.browse(sorted(ids)).sudo().exists():
            document._void_if_changed()

    def _void_if_changed(self):
        if self._is_being_carried():
            return False
        if self.review_state in WATCHED and not self._is_as_reviewed():
            self._void_review()
            return True
        return False

    def _is_as_reviewed(self):
        return bool(self._filter_as_sealed())

    def _filter_as_sealed(self):
        """Return those that are as they were sealed, found by one question."""
        seals = self._read_seals()
        return self.filtered(
            lambda one: one._get_kept_seal() == seals.get(one._origin.id, "")
        )

    def _void_review(self):
        """Take the approval back: what is there now was seen by nobody."""
        people = self.reviewer_ids | self._get_reviewed_by()
        nobody = {"reviewer_ids": [Command.clear()], "review_level_id": False}
        row = self._decide("voided", "void", **nobody)
        self._close_activities()
        self._notify_review(
            people | self._get_submitters(),
            self.env._("%(name)s: no longer approved", name=self.display_name),
            self.env._("It was changed, and has to be reviewed again."),
            row.difference,
        )

    def _is_being_carried(self):
        # only the server's own code reaches what is kept there
        carried = self.env.cr.precommit.data.get(CARRIED, {})
        return self.id in carried.get(self._name, ())

    @contextmanager
    def _carrying_review(self, reason):
        """Let what is approved stay so: what happens inside was approved with it.

        :param str reason: for the course of the review
        """
        kept = CARRYING.give(self.sudo()._filter_as_sealed())
        carried = self.env.cr.precommit.data.setdefault(CARRIED, {})
        ids = carried.setdefault(self._name, set())
        ids.update(kept.ids)
        try:
            yield
            kept._carry_review_over(reason)
        finally:
            ids.difference_update(kept.ids)

    @api.model
    def _adopt_seals(self, column, seals):
        """Say in the course of a review that it was sealed anew (K3Q-5)."""
        if column == "review_hash" and seals:
            self._tell_of_new_seals(seals)
        return super()._adopt_seals(column, seals)

    @api.model
    def _tell_of_new_seals(self, seals):
        query = SQL(
            TELL_OF_NEW_SEALS,
            model=self._name,
            uid=self.env.uid,
            reason=self.env._("The system seals more of it now than before."),
            content=self._select_content(),
            ids=list(seals),
            seals=list(seals.values()),
            table=SQL.identifier(self._table),
            watched=list(WATCHED),
        )
        self.env.cr.execute(query)
        self.env["crm.review.decision"].invalidate_model()
