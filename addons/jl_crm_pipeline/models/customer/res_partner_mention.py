from collections import Counter
from typing import NamedTuple

from odoo import api, models
from odoo.fields import Domain

from ...tools.mention import Mentions, find_longer_words

TEXTS = {"char", "text", "html"}
NUMBERS = ("phone", "mobile", "fax", "vat")


class Change(NamedTuple):
    """A text of a record that speaks of somebody, and what it becomes."""

    model: str
    res_id: int
    field: str
    old: str
    new: str

    @property
    def place(self):
        """Where it stands."""
        return self.model, self.res_id, self.field


class ResPartner(models.Model):
    """What the texts that stay say of a person, and how they read without (GEN-3)."""

    _name = "res.partner"
    _inherit = "res.partner"

    def _find_people(self):
        """Return the person with their addresses, the archived ones too."""
        person = self.sudo().with_context(active_test=False)
        return person.search([("id", "child_of", person.id)])

    def _find_mentions(self):
        """Return what erasing the person would change in texts that stay.

        :rtype: list[Change]
        """
        people = self._find_people()
        said = list(people._iter_texts())
        mentions = people._make_mentions([record[name] for record, name in said])
        changes = [self._make_change(*text, mentions) for text in said]
        return [change for change in changes if change.new != change.old]

    def _iter_texts(self):
        """Yield (record, field) of the texts that stay and may speak of these."""
        for records in self._iter_mentioning():
            names = self._get_text_fields(records)
            for record in records:
                yield from ((record, name) for name in names if record[name])

    def _iter_mentioning(self):
        """Yield the records that stay and have to do with these people."""
        yield self.env["crm.lead"].search(Domain("partner_id", "in", self.ids))
        for model, field in self._iter_references():
            if field.ondelete != "cascade":
                yield model.search(Domain(field.name, "in", self.ids))

    @api.model
    def _get_text_fields(self, records):
        return [
            name
            for name, field in records._fields.items()
            if field.type in TEXTS and field.store and not self._follows(field)
        ]

    @api.model
    def _follows(self, field):
        """Whether a text is none of its own: it changes with what it is made of."""
        return field.related or (field.compute and field.readonly)

    @api.model
    def _make_change(self, record, name, mentions):
        """Return how a text reads without the person."""
        old = str(record[name])
        if record._name == "crm.lead" and name in record._get_contact_texts():
            new = ""
        elif record._fields[name].type == "html":
            new = mentions.cut_html(old)
        else:
            new = mentions.cut(old)
        return Change(record._name, record.id, name, old, new)

    def _make_mentions(self, texts):
        """Return the patterns of what tells who these people are."""
        names = set(filter(None, self.mapped("name")))
        return Mentions(
            names,
            filter(None, self.mapped("email")),
            filter(None, (person[name] for person in self for name in NUMBERS)),
            self._find_longer_names(names, "\n".join(texts)),
        )

    def _find_longer_names(self, names, text):
        """Return what contains a name and is another's: it stays in the text."""
        found = set()
        for name in names:
            found |= find_longer_words(name)
            alike = Domain("name", "like", name) & Domain("id", "not in", self.ids)
            found |= {row["name"] for row in self.search_read(alike, ["name"])}
        return {word for word in found - set(names) if word in text}

    @api.model
    def _apply_changes(self, changes):
        """Write the texts as they were shown, all of a record at once.

        :param changes: of :meth:`_find_mentions`
        :return: what was done, in sentences
        """
        by_record = {}
        for change in changes:
            values = by_record.setdefault((change.model, change.res_id), {})
            values[change.field] = change.new or False
        for (model, res_id), values in by_record.items():
            record = self.env[model].sudo().with_context(tracking_disable=True)
            record.browse(res_id).write(values)
        counts = Counter(model for model, _res_id in by_record)
        return [
            self._tell_count(model, count, self.env._("kept without the name"))
            for model, count in counts.items()
        ]
