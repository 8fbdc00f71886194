"""What is sealed of a record, as SQL: the same for one record and for a million.

A content is ``{model: [row, …]}``. Empty values are left out, and numbers are written
in one way, so that the same record always comes to the same text.
"""

import json
from typing import NamedTuple

from odoo.tools import SQL

DIGITS = 6
FILE = "ir.attachment"
BOOKKEEPING = ("id", "create_uid", "create_date", "write_uid", "write_date")
TEXTS = ("char", "text", "html", "selection")


class Sealing(NamedTuple):
    """Which fields are sealed: a version of it is kept with each seal."""

    version: int
    fields: dict

    def write_down(self):
        """Return it as text.

        :rtype: str
        """
        return json.dumps([self.version, self.fields], sort_keys=True)

    @classmethod
    def parse(cls, text):
        """Return what was written down, or nothing.

        :param text: what :meth:`write_down` gave, or False
        """
        return cls(*json.loads(text)) if text else None


def is_sealable(field):
    """Whether the database keeps a value of the field with its record."""
    if not field.store or field.name in BOOKKEEPING:
        return False
    return bool(field.column_type) or field.type == "many2many" or _is_attached(field)


def _is_attached(field):
    return field.type == "binary" and field.attachment


def is_file_link(env, field):
    """Whether the field leads to files, whose bytes count and not their ids."""
    if field.type != "many2many":
        return False
    return field.comodel_name == FILE or FILE in env[field.comodel_name]._inherits


def select_seal(sealing, content):
    """Return the SQL of a seal: the version, and the hash of a content."""
    return SQL(
        "%s || encode(sha256(convert_to((%s)::text, 'UTF8')), 'hex')",
        f"{sealing.version}:",
        content,
    )


def select_content(document, names, parts, conditions, with_ids=False):
    """Return the SQL of the content of a row ``t`` of a model's table.

    :param document: the model
    :param dict names: {model: names of the fields}
    :param dict parts: {model: the field by which its rows belong to the document}
    :param dict conditions: {model: SQL of which rows ``p`` count}
    :param bool with_ids: with the id of each row, to be compared row by row
    """
    pairs = [
        SQL(
            "%s, jsonb_build_array(%s)",
            document._name,
            _row(document, "t", names, with_ids),
        )
    ]
    # rows of a kind that was not sealed yet count for nothing
    for name, link in {one: parts[one] for one in parts if one in names}.items():
        part = document.env[name]
        pairs.append(
            SQL(
                "%s, (SELECT jsonb_agg(%s ORDER BY %s) FROM %s p WHERE p.%s = t.id%s)",
                name,
                _row(part, "p", names, with_ids),
                _order(part),
                SQL.identifier(part._table),
                SQL.identifier(link),
                conditions.get(name, SQL()),
            )
        )
    pairs.append(SQL("%s, %s", FILE, _files(document, names, parts, with_ids)))
    return SQL("jsonb_strip_nulls(jsonb_build_object(%s))", SQL(", ").join(pairs))


def _order(model):
    columns = [_order_by(term) for term in model._order.split(",")]
    return SQL(", ").join([*columns, SQL("p.id")])


def _order_by(term):
    name, *direction = term.lower().split()
    column = SQL.identifier("p", name)
    return SQL("%s DESC", column) if "desc" in direction else column


def _row(model, alias, names, with_ids):
    values = [SQL("%s AS id", SQL.identifier(alias, "id"))] if with_ids else []
    for name in names.get(model._name, ()):
        field = model._fields.get(name)
        if field is not None and not is_file_link(model.env, field):
            value = _value(model, alias, field)
            values.append(SQL("%s AS %s", value, SQL.identifier(name)))
    columns = SQL(", ").join(values)
    return SQL("(SELECT jsonb_strip_nulls(to_jsonb(r)) FROM (SELECT %s) r)", columns)


def _value(model, alias, field):
    if field.type == "many2many":
        return _links(alias, field)
    if _is_attached(field):
        return _attached(model, alias, field)
    return _column(SQL.identifier(alias, field.name), field)


def _column(column, field):
    if field.type == "boolean":
        return SQL("NULLIF(%s, FALSE)", column)
    if field.type == "integer":
        return SQL("NULLIF(%s, 0)", column)
    if field.type in ("float", "monetary"):
        return SQL("trim_scale(round(NULLIF(%s, 0)::numeric, %s))", column, DIGITS)
    if field.type in TEXTS and not field.translate:
        return SQL("NULLIF(%s, '')", column)
    return column


def _links(alias, field):
    return SQL(
        "(SELECT jsonb_agg(m.%(to)s ORDER BY m.%(to)s)"
        " FROM %(table)s m WHERE m.%(of)s = %(id)s)",
        to=SQL.identifier(field.column2),
        of=SQL.identifier(field.column1),
        table=SQL.identifier(field.relation),
        id=SQL.identifier(alias, "id"),
    )


def _attached(model, alias, field):
    return SQL(
        "(SELECT min(a.checksum) FROM ir_attachment a WHERE a.res_model = %s"
        " AND a.res_field = %s AND a.res_id = %s)",
        model._name,
        field.name,
        SQL.identifier(alias, "id"),
    )


def _files(document, names, parts, with_ids):
    """Return the SQL of the files that the document and its rows name."""
    found = _linked_files(document, SQL("= t.id"), names)
    for name, link in parts.items():
        part = document.env[name]
        theirs = SQL(
            "IN (SELECT p.id FROM %s p WHERE p.%s = t.id)",
            SQL.identifier(part._table),
            SQL.identifier(link),
        )
        found += _linked_files(part, theirs, names)
    if not found:
        return SQL("NULL")
    columns = SQL(
        "f.id, f.name, f.checksum, f.url" if with_ids else "f.name, f.checksum, f.url"
    )
    return SQL(
        "(SELECT jsonb_agg((SELECT to_jsonb(r) FROM (SELECT %s) r)"
        " ORDER BY f.checksum, f.name, f.url)"
        " FROM (%s) named JOIN ir_attachment f ON f.id = named.id)",
        columns,
        SQL(" UNION ALL ").join(found),
    )


def _linked_files(model, whose, names):
    """Return the SQL of the files' ids, of each field that leads to files.

    A file that is named twice is there twice.
    """
    found = []
    for name in names.get(model._name, ()):
        field = model._fields.get(name)
        if field is not None and is_file_link(model.env, field):
            found.append(_select_files(model.env[field.comodel_name], field, whose))
    return found


def _select_files(other, field, whose):
    if other._name == FILE:
        return SQL(
            "SELECT m.%s AS id FROM %s m WHERE m.%s %s",
            SQL.identifier(field.column2),
            SQL.identifier(field.relation),
            SQL.identifier(field.column1),
            whose,
        )
    return SQL(
        "SELECT o.%s AS id FROM %s m JOIN %s o ON o.id = m.%s WHERE m.%s %s",
        SQL.identifier(other._inherits[FILE]),
        SQL.identifier(field.relation),
        SQL.identifier(other._table),
        SQL.identifier(field.column2),
        SQL.identifier(field.column1),
        whose,
    )
