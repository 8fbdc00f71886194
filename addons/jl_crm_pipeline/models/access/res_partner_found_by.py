from odoo import api, fields, models
from odoo.tools import SQL

from ...tools.search_text import read_patterns
from .base_contact_data import PAGE

# what the search box of the web client says of what was typed there
TYPED = "customer_search"
NUMBERS = ("phone", "mobile", "fax")
# what is told first stands first; a name is seen anyway
OWN = ("customer_code", "mobile", "phone", "fax", "email", "ref", "vat")
OWN = (*OWN, "company_registry")
PERSON = ("name", "mobile", "phone", "fax", "email")
# of each partner the first thing that has the text: its name, what it has, what its
# people have, its other names
FIND = """
    SELECT DISTINCT ON (found) found, kind, value, person
      FROM (
        SELECT p.id AS found, 0 AS rank, 'name' AS kind, p.name AS value,
               NULL::int4 AS person
          FROM res_partner p
         WHERE p.id = ANY(%(ids)s)
           AND (p.name ILIKE ALL(%(all)s) OR p.complete_name ILIKE ALL(%(all)s))
         UNION ALL
        SELECT p.id, v.rank, v.kind, v.value, NULL
          FROM res_partner p CROSS JOIN LATERAL (VALUES %(own)s) v(rank, kind, value)
         WHERE p.id = ANY(%(ids)s)
           AND %(fits)s
         UNION ALL
        SELECT p.id, 100 + v.rank, v.kind, v.value, c.id
          FROM res_partner p
          JOIN res_partner c ON c.commercial_partner_id = p.id
                            AND c.id <> p.id
                            AND c.active
         CROSS JOIN LATERAL (VALUES %(person)s) v(rank, kind, value)
         WHERE p.id = ANY(%(ids)s)
           AND p.customer_status IS NOT NULL
           AND (c.company_id IS NULL OR c.company_id = p.company_id)
           AND %(fits)s
         UNION ALL
        SELECT v.partner_id, 200, 'alias ' || v.kind, v.name, NULL
          FROM (SELECT partner_id, kind, name, name AS value
                  FROM res_partner_alias) v
         WHERE v.partner_id = ANY(%(ids)s)
           AND %(fits)s
      ) told
     ORDER BY found, rank, person
"""


class ResPartner(models.Model):
    """The list says by what a customer was found (K3C-3)."""

    _name = "res.partner"
    _inherit = "res.partner"

    found_by = fields.Char(
        compute="_compute_found_by",
        compute_sudo=False,
        search="_search_found_by",
        help="What has the text that was searched for, where it is not the name.",
    )

    @api.depends_context("uid", TYPED)
    def _compute_found_by(self):
        self.found_by = False
        typed = self._get_typed()
        if not typed:
            return
        rows = self._origin._filtered_access("read")._find_what_has(typed)
        people = self.browse([row[-1] for row in rows.values() if row[-1]])
        # read together, not each by itself
        told = {person.id: person for person in people._filtered_access("read")}
        for partner in self:
            kind, value, person = rows.get(partner._origin.id, ("name", "", None))
            if person in told or (kind != "name" and not person):
                told_of = told.get(person, self.browse())
                partner.found_by = self._tell_found(kind, value, told_of)

    @api.model
    @api.readonly
    def web_name_search(
        self, name, specification, domain=None, operator="ilike", limit=100
    ):
        """Offer partners for a field, as Odoo does, and say by what each was found.

        :param str name: what was typed
        :param dict specification: what the client shows of each
        :param domain: which partners are offered
        :param str operator: how the name is compared
        :param int limit: at most so many
        :rtype: list[dict]
        """
        rows = super().web_name_search(name, specification, domain, operator, limit)
        if operator == "ilike" and name and name.strip():
            self._tell_in_suggestions(rows, name)
        return rows

    @api.model
    def _tell_in_suggestions(self, rows, text):
        """Add to each suggestion what has the text, where it is not the name."""
        found = self.with_context(**{TYPED: [text]}).browse(row["id"] for row in rows)
        told = found.filtered("found_by")
        for row, partner in zip(rows, found, strict=True):
            if partner in told:
                shown = row.get("__formatted_display_name") or row["display_name"]
                # the client shows small and grey what stands between the dashes
                said = partner.found_by.replace("--", "-")
                row["__formatted_display_name"] = f"{shown} \t --{said}--"
        if not 1 < len(told) <= PAGE:
            told._note_contact_data(["found_by"])

    @api.model
    def _get_typed(self):
        """Return what was typed, as the client says it in the context."""
        typed = self.env.context.get(TYPED)
        texts = typed if isinstance(typed, (list, tuple)) else [typed]
        return [
            text
            for text in texts
            if isinstance(text, str) and text.strip() and "\0" not in text
        ]

    def _find_what_has(self, texts):
        """Return {id: (kind, text, id of the person)} of what has the texts."""
        if not self:
            return {}
        self._flush_words()
        patterns = [way for text in texts for way in read_patterns(text)]
        one_of = [text for way in patterns for text in way]
        fits = SQL(
            "(v.value ILIKE ANY(%(texts)s) OR v.kind = ANY(%(kinds)s)"
            " AND crm_customer_digits(v.value) LIKE ANY(%(texts)s))",
            texts=one_of,
            kinds=[*NUMBERS],
        )
        query = SQL(
            FIND,
            ids=self.ids,
            all=patterns[0],
            own=self._list_values("p", OWN),
            person=self._list_values("c", PERSON),
            fits=fits,
        )
        return {row[0]: row[1:] for row in self.env.execute_query(query)}

    @api.model
    def _list_values(self, alias, names):
        rows = [
            SQL("(%s, %s, %s)", rank, name, SQL.identifier(alias, name))
            for rank, name in enumerate(names, start=1)
        ]
        return SQL(", ").join(rows)

    @api.model
    def _tell_found(self, kind, value, person):
        """Return one line, like "Contact Feng Lijuan 139 0000 0104"."""
        if person:
            if kind == "name":
                value = person.mobile or person.phone or person.email
            return self.env._(
                "Contact %(name)s %(number)s", name=person.name, number=value or ""
            ).strip()
        if kind.startswith("alias "):
            field = self.env["res.partner.alias"]._fields["kind"]
            labels = dict(field._description_selection(self.env))
            return f"{labels[kind.removeprefix('alias ')]} {value}"
        return f"{self._fields[kind]._description_string(self.env)} {value}"
