import hashlib
import json

from odoo import api, models
from odoo.fields import Command
from odoo.tools import SQL

TOUCHED = "jl_crm_quote.touched"
WATCHED = ("submitted", "approved")
DIGITS = 6


class CrmReviewMixin(models.AbstractModel):
    """What a review is about: a content with a hash, and what happens if it changes."""

    _name = "crm.review.mixin"
    _inherit = "crm.review.mixin"

    # the fields of the document whose change voids what was approved
    _review_fields = ()
    # of these, the ones that every level has to see again
    _review_terms = ()

    def write(self, vals):
        result = super().write(vals)
        if not self._get_review_watch().isdisjoint(vals):
            self._touch_review()
        self._void_changed()
        return result

    def _get_review_watch(self):
        """Return the names of the fields whose writing is looked at."""
        return set(self._review_fields)

    def _review_content(self):
        """Return what was offered, as plain JSON: {model: [row, …]}.

        A row is ``{"id": …, field: value}``. Whoever brings something that belongs to
        the offer adds it: ``{**super()._review_content(), "ir.attachment": [...]}``.
        """
        self.ensure_one()
        return {self._name: [self._describe_row(self._review_fields)]}

    def _review_rows(self, records, names):
        """Return rows of a content for records of any model, in their order."""
        describe = CrmReviewMixin._describe_row
        return [describe(record, names) for record in records]

    def _describe_row(self, names):
        return {
            "id": self.id,
            **{name: _plain(self._fields[name], self[name]) for name in names},
        }

    @api.model
    def _hash_content(self, content):
        """Return the hash of a content; ids and the order of the rows do not matter."""
        bare = {
            name: sorted(
                _write_down({k: v for k, v in row.items() if k != "id"}) for row in rows
            )
            for name, rows in content.items()
            if rows
        }
        return hashlib.sha256(_write_down(bare).encode()).hexdigest()

    def _get_review_content(self):
        """Return the content, the same whoever asks and in whatever language."""
        plain = self._without_reader()
        plain._note_missing_links()
        return plain._review_content()

    def _without_reader(self):
        return self.sudo().with_context(lang=None, active_test=False)

    def _note_missing_links(self, *also):
        """Find in one question which links are not there, as most of them are not.

        :param SQL also: expressions to ask along
        :return: list of their values
        """
        links = [
            (records, records._fields[name])
            for records, name in self._list_review_links()
            if name in records._fields and records.ids
        ]
        asked = [
            *also,
            *(_select_has_link(field, records) for records, field in links),
        ]
        answers = asked and self.env.execute_query(
            SQL("SELECT %s", SQL(", ").join(asked))
        )
        [row] = answers or [()]
        for (records, field), is_there in zip(links, row[len(also) :], strict=True):
            if not is_there:
                field._insert_cache(records, [()] * len(records))
        return list(row[: len(also)])

    def _list_review_links(self):
        """Return (records, name of the many2many) of a content's links."""
        return []

    def _get_review_hash(self):
        return self._hash_content(self._get_review_content())

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
        if self.review_state in WATCHED and not self._is_as_reviewed():
            self._void_review()
            return True
        return False

    def _is_as_reviewed(self):
        return self.review_hash == self._get_review_hash()

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


def _select_has_link(field, records):
    return SQL(
        "EXISTS (SELECT FROM %s WHERE %s = ANY(%s))",
        SQL.identifier(field.relation),
        SQL.identifier(field.column1),
        records.ids,
    )


def _write_down(value):
    return json.dumps(value, sort_keys=True, ensure_ascii=False)


def _plain(field, value):
    """Return a field's value as JSON has it, the same for the same value."""
    if field.type == "many2one":
        return value.id
    if field.relational:
        return sorted(value.ids)
    if field.type in ("float", "monetary"):
        return round(value, DIGITS)
    if field.type in ("date", "datetime"):
        return str(value) if value else False
    return value or False
