from typing import NamedTuple

from odoo import api, models
from odoo.tools import SQL

# where a number and the name of a model beside it make a reference without saying so
NUMBER_PAIRS = (
    ("res_id", "res_model"),
    ("res_id", "model"),
    ("parent_res_id", "parent_res_model"),
)


class Key(NamedTuple):
    """What may be there only once beside a reference; texts of SQL."""

    expressions: tuple[str, ...]
    predicate: str = "TRUE"


class Reference(NamedTuple):
    """A column that points at records of one model."""

    table: str
    column: str
    # how it points: by "id", by "reference" (model,id) or by the id as a "text"
    form: str = "id"
    model_column: str = ""
    model_value: str | int = ""
    # the columns that name a row
    row: tuple[str, ...] = ("id",)
    keys: tuple[Key, ...] = ()
    # it holds the company of whom it is about, not the contact itself
    is_entity: bool = False


class CrmMergeEngine(models.AbstractModel):
    """Everything in the database that points at a record, of whatever add-on (K3D-5).

    Foreign keys are read from the catalogue, the other ways to point from the fields of
    the installed models.
    """

    _name = "crm.merge.engine"
    _inherit = "crm.merge.engine"

    @api.model
    def _get_references(self, model_name):
        """Return the columns that point at records of the model.

        :rtype: list[Reference]
        """
        skipped = self._get_untouched_columns() | self._get_table_columns_passing()
        tables = self._read_tables()
        found = {
            (reference.table, reference.column): reference
            for reference in self._find_references(model_name)
            if reference.table in tables
            and (reference.table, reference.column) not in skipped
            and (reference.table, "") not in skipped
        }
        keys = self._read_keys({table for table, _column in found})
        return [
            self._complete(reference, tables[reference.table], keys)
            for _name, reference in sorted(found.items())
        ]

    @api.model
    def _get_untouched_columns(self):
        """Return what a merge leaves alone, as {(table, column)}.

        The hook of add-ons that keep a log of partners; an empty column stands for
        the whole table.
        """
        return {
            ("crm_partner_merge", ""),
            ("crm_partner_merge_member_rel", ""),
            # see crm.duplicate.pair._drop_merged
            ("crm_duplicate_pair", ""),
            ("crm_duplicate_group_later_rel", ""),
            ("crm_duplicate_group_partner_rel", ""),
            ("crm_duplicate_pool", ""),
            ("res_partner", "merged_into_id"),
        }

    @api.model
    def _get_link_keys(self):
        """Return what may be there only once without the database saying so.

        :return: {(table, column): columns beside it}
        """
        return {
            ("calendar_attendee", "partner_id"): ("event_id",),
            ("ir_attachment", "res_id"): ("res_field",),
            ("website_visitor", "partner_id"): (),
        }

    @api.model
    def _get_entity_columns(self):
        """Return the columns that hold a commercial entity, as {(table, column)}."""
        return {("account_move_line", "partner_id")}

    @api.model
    def _get_table_columns_passing(self):
        """Return the tables of wizards; who is named there is of no consequence."""
        passing = [model for model in self.env.values() if model._transient]
        relations = {
            field.relation
            for model in passing
            for field in model._fields.values()
            if field.type == "many2many" and field.store
        }
        return {(name, "") for name in relations | {m._table for m in passing}}

    @api.model
    def _find_references(self, model_name):
        # what the catalogue knows overrides what the fields say
        yield from self._find_fields(model_name)
        yield from self._find_texts(model_name)
        for table, column in self._read_foreign_keys(model_name):
            yield Reference(table, column)

    @api.model
    def _find_fields(self, model_name):
        for model in self.env.values():
            if model._abstract or not model._auto:
                continue
            yield from self._find_number_pairs(model, model_name)
            for field in model._fields.values():
                if not field.store or not field.column_type:
                    continue
                if field.type == "reference":
                    yield Reference(model._table, field.name, form="reference")
                elif field.type == "many2one_reference":
                    yield from self._find_number(model, field, model_name)
                elif (
                    field.type == "many2one"
                    and field.comodel_name == model_name
                    and not field.company_dependent
                ):
                    yield Reference(model._table, field.name)

    @api.model
    def _find_number_pairs(self, model, model_name):
        for number, name in NUMBER_PAIRS:
            if (
                model._fields.get(number)
                and model._fields.get(name)
                and model._fields[number].type == "integer"
                and model._fields[number].store
                and model._fields[name].store
            ):
                yield Reference(model._table, number, "id", name, model_name)

    @api.model
    def _find_number(self, model, field, model_name):
        named = model._fields[field.model_field]
        if named.store:
            yield Reference(model._table, field.name, "id", named.name, model_name)
            return
        base = (named.related or "").partition(".")[0]
        if base and model._fields[base].comodel_name == "ir.model":
            number = self.env["ir.model"]._get_id(model_name)
            yield Reference(model._table, field.name, "id", base, number)

    @api.model
    def _find_texts(self, model_name):
        """Yield the columns that hold the id as a text."""
        if model_name == "res.partner" and "website.visitor" in self.env:
            yield Reference("website_visitor", "access_token", form="text")

    @api.model
    def _complete(self, reference, row, keys):
        name = (reference.table, reference.column)
        unique = [
            Key(tuple(texts[:at] + texts[at + 1 :]), predicate)
            for columns, texts, predicate in keys.get(reference.table, ())
            for at, column in enumerate(columns)
            if column == reference.column
        ]
        if (beside := self._get_link_keys().get(name)) is not None:
            unique.append(Key(beside))
        return reference._replace(
            row=("id",)
            if "id" in row
            else tuple(column for column in row if column != reference.column),
            keys=tuple(unique),
            is_entity=reference.column == "commercial_partner_id"
            or name in self._get_entity_columns(),
        )

    @api.model
    def _read_foreign_keys(self, model_name):
        return self.env.execute_query(
            SQL(
                """
                SELECT c.relname, a.attname
                  FROM pg_constraint k
                  JOIN pg_class c ON c.oid = k.conrelid
                  JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = k.conkey[1]
                 WHERE k.contype = 'f'
                   AND k.confrelid = to_regclass(%s)
                   AND cardinality(k.conkey) = 1
                """,
                self.env[model_name]._table,
            )
        )

    @api.model
    def _read_tables(self):
        """Return {table: its columns} of the real tables."""
        rows = self.env.execute_query(
            SQL(
                """
                SELECT c.relname, array_agg(a.attname::text ORDER BY a.attnum)
                  FROM pg_class c
                  JOIN pg_attribute a ON a.attrelid = c.oid
                 WHERE c.relkind IN ('r', 'p')
                   AND c.relnamespace = current_schema::regnamespace
                   AND a.attnum > 0
                   AND NOT a.attisdropped
                 GROUP BY c.relname
                """
            )
        )
        return dict(rows)

    @api.model
    def _read_keys(self, tables):
        """Return {table: [(columns, texts of SQL, predicate)]} of unique indexes."""
        rows = self.env.execute_query(
            SQL(
                """
                SELECT c.relname,
                       array_agg(a.attname::text ORDER BY k.n),
                       array_agg(pg_get_indexdef(i.indexrelid, k.n, TRUE) ORDER BY k.n),
                       coalesce(pg_get_expr(i.indpred, i.indrelid), 'TRUE')
                  FROM pg_index i
                  JOIN pg_class c ON c.oid = i.indrelid
                 CROSS JOIN LATERAL generate_series(1, i.indnkeyatts) k (n)
                  LEFT JOIN pg_attribute a ON a.attrelid = c.oid
                                          AND a.attnum = i.indkey[k.n - 1]
                 WHERE i.indisunique
                   AND c.relname = ANY(%s)
                   AND c.relnamespace = current_schema::regnamespace
                 GROUP BY i.indexrelid, c.relname, i.indpred, i.indrelid
                """,
                list(tables),
            )
        )
        keys = {}
        for table, *key in rows:
            keys.setdefault(table, []).append(key)
        return keys
