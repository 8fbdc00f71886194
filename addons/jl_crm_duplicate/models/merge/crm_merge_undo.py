import json

import psycopg2

from odoo import api, models
from odoo.tools import SQL, mute_logger


class CrmMergeUndo(models.AbstractModel):
    """Puts back, from the journal, what one merge did (K3D-5).

    What was deleted or changed since can not go back; it is told, and the rest does.
    """

    _name = "crm.merge.undo"
    _description = "Undo of a Merge"

    @api.model
    def _run(self, merge):
        """Undo one merge, its last step first.

        :return: what could not go back, as dicts with table, column and count
        """
        self.env.flush_all()
        report = []
        for kind, phase, table, column, form in self._get_steps(merge):
            if kind == "move":
                report += self._put_back(merge, table, column, form)
            elif kind == "value":
                report += self._restore(merge, phase, table)
            else:
                report += self._take_away(merge, table)
        self.env.invalidate_all()
        self.env.registry.clear_cache()
        merge.partner_ids.exists()._index_duplicates()
        self.env["crm.duplicate.grouping"]._regroup(merge.partner_ids.exists().ids)
        self._after_undo(merge)
        return report

    @api.model
    def _after_undo(self, merge):
        """Do what an undone merge asks for in other add-ons; a hook."""

    @api.model
    def _get_steps(self, merge):
        return self.env.execute_query(
            SQL(
                """
                SELECT kind, phase, res_table, res_column, form
                  FROM crm_partner_merge_journal
                 WHERE merge_id = %s AND kind != 'kept'
                 GROUP BY kind, phase, res_table, res_column, form
                 ORDER BY max(id) DESC
                """,
                merge.id,
            )
        )

    @api.model
    def _put_back(self, merge, table, column, form):
        """Point the rows at the losers again that still point at the survivor."""
        entries = self.env.execute_query(
            SQL(
                """
                SELECT j.old_value, j.new_value, jsonb_agg(key)
                  FROM crm_partner_merge_journal j, jsonb_array_elements(j.data) key
                 WHERE j.merge_id = %s AND j.kind = 'move'
                   AND j.res_table = %s AND j.res_column = %s
                 GROUP BY j.old_value, j.new_value
                """,
                merge.id,
                table,
                column,
            )
        )
        missed = 0
        for old, new, keys in entries:
            missed += len(keys) - self._put_back_rows(
                table, column, form, old, new, keys
            )
        return self._tell(table, column, missed)

    @api.model
    def _put_back_rows(self, table, column, form, old, new, keys):
        """Return how many of the rows went back."""
        cast = SQL("int4") if form == "id" else SQL("varchar")
        query = SQL(
            "UPDATE %(table)s t SET %(column)s = %(old)s::%(cast)s %(same)s",
            table=SQL.identifier(table),
            column=SQL.identifier(column),
            old=old,
            cast=cast,
            same=SQL(
                "FROM %s WHERE %s AND t.%s = %s::%s",
                *self._sql_same_row(table, keys),
                SQL.identifier(column),
                new,
                cast,
            ),
        )
        done = self._try(query)
        if done is None and len(keys) > 1:
            # one of them is in the way: the others go back without it
            rows = (
                self._put_back_rows(table, column, form, old, new, [key])
                for key in keys
            )
            return sum(rows)
        return done or 0

    @api.model
    def _sql_same_row(self, table, keys):
        """What the keys of the journal are, and how a row is found by its key."""
        if isinstance(keys[0], dict):
            rows = SQL(
                "jsonb_populate_recordset(NULL::%s, %s::jsonb) k",
                SQL.identifier(table),
                json.dumps(keys),
            )
            same = [SQL("t.%s = k.%s", *[SQL.identifier(name)] * 2) for name in keys[0]]
            return rows, SQL(" AND ").join(same) or SQL("TRUE")
        return SQL("unnest(%s) k (id)", list(keys)), SQL("t.id = k.id")

    @api.model
    def _try(self, query):
        """Return how many rows a statement wrote, None if a constraint forbids it."""
        try:
            with mute_logger("odoo.sql_db"), self.env.cr.savepoint(flush=False):
                self.env.cr.execute(query)
                return self.env.cr.rowcount
        except psycopg2.IntegrityError:
            return None

    @api.model
    def _restore(self, merge, phase, table):
        """Give the rows their old values, where nobody changed them since."""
        columns = self.env.execute_query(
            SQL(
                """
                SELECT key, count(*)
                  FROM crm_partner_merge_journal j,
                       jsonb_object_keys(j.data->'before') key
                 WHERE j.merge_id = %s AND j.kind = 'value'
                   AND j.phase = %s AND j.res_table = %s
                 GROUP BY key ORDER BY key
                """,
                merge.id,
                phase,
                table,
            )
        )
        report = []
        for column, count in columns:
            query = self._sql_restore(merge, phase, table, column)
            missed = count - (self._try(query) or 0)
            # of when a row was written last nobody needs a report
            if column not in models.LOG_ACCESS_COLUMNS:
                report += self._tell(table, column, missed)
        return report

    @api.model
    def _sql_restore(self, merge, phase, table, column):
        return SQL(
            """
            UPDATE %(table)s t
               SET %(column)s = (
                   jsonb_populate_record(NULL::%(table)s, j.data->'before')).%(column)s
              FROM crm_partner_merge_journal j
             WHERE j.merge_id = %(merge)s AND j.kind = 'value'
               AND j.phase = %(phase)s AND j.res_table = %(name)s
               AND t.id = j.row_id
               AND jsonb_exists(j.data->'before', %(key)s)
               AND coalesce(to_jsonb(t.%(column)s), 'null') = j.data->'after'->%(key)s
            """,
            table=SQL.identifier(table),
            column=SQL.identifier(column),
            merge=merge.id,
            phase=phase,
            name=table,
            key=column,
        )

    @api.model
    def _take_away(self, merge, table):
        """Take what the merge added, if it still is as it was added."""
        [[keys]] = self.env.execute_query(
            SQL(
                """
                SELECT jsonb_agg(key)
                  FROM crm_partner_merge_journal j, jsonb_array_elements(j.data) key
                 WHERE j.merge_id = %s AND j.kind = 'insert' AND j.res_table = %s
                """,
                merge.id,
                table,
            )
        )
        rows, same = self._sql_same_row(table, keys)
        self.env.cr.execute(
            SQL("DELETE FROM %s t USING %s WHERE %s", SQL.identifier(table), rows, same)
        )
        return self._tell(table, "", len(keys) - self.env.cr.rowcount)

    @api.model
    def _tell(self, table, column, missed):
        return [{"table": table, "column": column, "count": missed}] if missed else []
