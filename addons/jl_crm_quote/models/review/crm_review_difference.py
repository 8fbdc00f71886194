from markupsafe import Markup

from odoo import api, models

NOTHING = "-"


class CrmReviewDifference(models.AbstractModel):
    """Two contents of a document side by side (K3Q-5).

    A content is ``{model: [row, …]}``, a row ``{"id": …, field: plain value}``.
    """

    _name = "crm.review.difference"
    _description = "Difference between Two Contents"

    @api.model
    def _compare(self, old, new):
        """Return what differs, as (what, field, before, after) in the user's language.

        :rtype: list[tuple[str, str, str, str]]
        """
        if not old or not new:
            return []
        found = []
        for name in dict.fromkeys((*old, *new)):
            found += self._compare_rows(name, old.get(name, []), new.get(name, []))
        return found

    @api.model
    def _compare_rows(self, name, old, new):
        if name not in self.env:
            return []
        before = {row["id"]: row for row in old}
        after = {row["id"]: row for row in new}
        found = []
        for key in dict.fromkeys((*before, *after)):
            found += self._compare_row(name, before.get(key), after.get(key))
        return found

    @api.model
    def _compare_row(self, name, old, new):
        title = self._get_title(name, old or new)
        if not old:
            return [(title, self.env._("Added"), NOTHING, self._say_row(name, new))]
        if not new:
            return [(title, self.env._("Removed"), self._say_row(name, old), NOTHING)]
        return [
            (
                title,
                self._get_label(name, field),
                self._say(name, field, old.get(field)),
                self._say(name, field, new.get(field)),
            )
            for field in self._sort_fields(name, {*old, *new})
            # what is empty is left out, or was written down as such before
            if (old.get(field) or None) != (new.get(field) or None)
        ]

    @api.model
    def _sort_fields(self, name, fields):
        """Return the fields of a row in the order in which the model names them."""
        known = self.env[name]._fields
        return [
            *(one for one in known if one in fields - {"id"}),
            *sorted(fields - {*known, "id"}),
        ]

    @api.model
    def _get_title(self, name, row):
        kind = self.env["ir.model"]._get(name).name
        if label := row.get("name"):
            return f"{kind}: {label.splitlines()[0]}"
        return kind

    @api.model
    def _get_label(self, name, field):
        known = self.env[name]._fields.get(field)
        return known._description_string(self.env) if known else field

    @api.model
    def _say_row(self, name, row):
        said = [
            f"{self._get_label(name, field)}: {self._say(name, field, row[field])}"
            for field in self._sort_fields(name, set(row))
            if row[field]
        ]
        return " · ".join(said)

    @api.model
    def _say(self, name, field, value):
        known = self.env[name]._fields.get(field)
        if value is None or value is False or value in ("", []):
            return NOTHING
        if known is not None and known.relational:
            ids = value if isinstance(value, list) else [value]
            # who sees the document sees what it named, records archived since as well
            records = self.env[known.comodel_name].sudo().browse(ids).exists()
            gone = [f"#{one}" for one in ids if one not in records._ids]
            return ", ".join([*records.mapped("display_name"), *gone])
        if known is not None and known.type == "selection":
            return dict(known._description_selection(self.env)).get(value, value)
        if value is True:
            return self.env._("Yes")
        if isinstance(value, (float, int)):
            return f"{value:,.6f}".rstrip("0").rstrip(".")
        return str(value)

    @api.model
    def _render(self, found):
        """Return the differences as a table, before beside after."""
        if not found:
            return False
        heads = (
            self.env._("Where"),
            self.env._("What"),
            self.env._("Before"),
            self.env._("After"),
        )
        head = Markup().join(Markup("<th>%s</th>") % one for one in heads)
        row = Markup(
            "<tr><td>%s</td><td>%s</td>"
            '<td class="text-danger text-decoration-line-through">%s</td>'
            '<td class="text-success">%s</td></tr>'
        )
        body = Markup().join(row % one for one in found)
        return Markup(
            '<table class="table table-sm o_review_difference"><thead><tr>%s</tr>'
            "</thead><tbody>%s</tbody></table>"
        ) % (head, body)
