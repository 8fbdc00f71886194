from contextlib import contextmanager
from functools import partial

from odoo import api, models
from odoo.tools import SQL

from .base import RECORDER


class CrmMergeEngine(models.AbstractModel):
    """Keeps rows as they were, and writes into the journal what became of them.

    A row is remembered before it is changed, by our own SQL or by the ORM, in a
    temporary table; the first image of a row counts.
    """

    _name = "crm.merge.engine"
    _inherit = "crm.merge.engine"

    @api.model
    def _start_images(self):
        self.env.cr.execute(
            SQL(
                """
                CREATE TEMPORARY TABLE IF NOT EXISTS crm_merge_before (
                    _merge int4, _table text, _id int4, _before jsonb,
                    PRIMARY KEY (_table, _id)
                ) ON COMMIT DROP
                """
            )
        )
        self.env.cr.execute(SQL("TRUNCATE crm_merge_before"))

    @api.model
    def _remember(self, table, rows):
        """Remember rows of a table.

        :param SQL rows: a query of (merge, id of the row)
        """
        self.env.cr.execute(
            SQL(
                """
                INSERT INTO crm_merge_before
                SELECT DISTINCT ON (t.id) r._merge, %(name)s, t.id, to_jsonb(t)
                  FROM (%(rows)s) r (_merge, _id)
                  JOIN %(table)s t ON t.id = r._id
                    ON CONFLICT DO NOTHING
                """,
                name=table,
                rows=rows,
                table=SQL.identifier(table),
            )
        )

    @api.model
    def _remember_rows(self, table, merge_ids, ids):
        """Remember rows of a table.

        :param list merge_ids: the merge of each row
        :param list ids: of the rows
        """
        self._remember(table, SQL("SELECT * FROM unnest(%s, %s)", merge_ids, ids))

    @contextmanager
    def _recording(self, merges):
        """Remember every row that the ORM writes meanwhile.

        With many merges at once a row belongs to the one whose survivor it names.
        """
        remember = partial(self._remember_records, merges[0].id)
        if len(merges) > 1:
            owners = self._get_owner_columns()
            remember = partial(self._remember_owned, owners, merges[0].id)
        kept = self.env.cr.precommit.data
        kept[RECORDER] = remember
        try:
            yield
            self.env.flush_all()
        finally:
            del kept[RECORDER]

    @api.model
    def _remember_records(self, merge_id, records):
        self._remember(
            records._table, SQL("SELECT %s, unnest(%s)", merge_id, records.ids)
        )

    @api.model
    def _remember_owned(self, owners, other_id, records):
        table = SQL.identifier(records._table)
        names = owners.get(records._table, ())
        columns = SQL(", ").join(
            [SQL.identifier("t", name) for name in names] or [SQL("NULL::int4")]
        )
        self._remember(
            records._table,
            SQL(
                """
                SELECT coalesce((SELECT m._merge FROM crm_merge_map m
                                  WHERE m._survivor IN (%s) LIMIT 1),
                                (SELECT m._merge FROM crm_merge_map m
                                  WHERE m._loser IN (%s) LIMIT 1), %s), t.id
                  FROM %s t WHERE t.id = ANY(%s)
                """,
                columns,
                columns,
                other_id,
                table,
                records.ids,
            ),
        )

    @api.model
    def _get_owner_columns(self):
        """Return {table: columns that name a partner}."""
        owners = {"res_partner": {"id"}}
        for reference in self._find_references("res.partner"):
            if reference.form == "id" and not reference.model_column:
                owners.setdefault(reference.table, set()).add(reference.column)
        return owners

    @api.model
    def _keep_images(self, phase):
        """Note in the journal what changed in the rows that were remembered."""
        tables = self.env.execute_query(
            SQL("SELECT DISTINCT _table FROM crm_merge_before ORDER BY _table")
        )
        for (table,) in tables:
            self._keep_images_of(table, phase)
        self.env.cr.execute(SQL("TRUNCATE crm_merge_before"))

    @api.model
    def _keep_images_of(self, table, phase):
        self.env.cr.execute(
            SQL(
                """
                INSERT INTO crm_partner_merge_journal
                       (merge_id, kind, phase, res_table, row_id, row_count, data)
                SELECT b._merge, 'value', %(phase)s, %(name)s, b._id, 1,
                       jsonb_build_object('before', d.before, 'after', d.after)
                  FROM crm_merge_before b
                  JOIN %(table)s t ON t.id = b._id
                 CROSS JOIN LATERAL (
                    SELECT jsonb_object_agg(old.key, old.value) AS before,
                           jsonb_object_agg(new.key, new.value) AS after
                      FROM jsonb_each(b._before) old
                      JOIN jsonb_each(to_jsonb(t)) new USING (key)
                     WHERE old.value != new.value
                 ) d
                 WHERE b._table = %(name)s AND d.before IS NOT NULL
                """,
                phase=phase,
                name=table,
                table=SQL.identifier(table),
            )
        )
