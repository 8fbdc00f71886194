from odoo import api, models
from odoo.tools import SQL

from .crm_merge_engine import MAP

# the rows that need not stay go over, and the journal is told of all of them
MOVE = """
    %(decide)s, moved AS (
        UPDATE %(table)s t SET %(column)s = d._new
          FROM decided d
         WHERE %(same_row)s AND t.%(column)s = d._old AND NOT d._stays
        RETURNING d._merge, d._old, d._new, %(key)s AS key
    )
    INSERT INTO crm_partner_merge_journal
           (merge_id, kind, model, res_table, res_column, form,
            old_value, new_value, row_count, data)
    SELECT _merge, kind, %(model)s, %(name)s, %(column_name)s, %(form)s,
           _old::text, _new::text, count(*), jsonb_agg(key)
      FROM (SELECT 'move' AS kind, * FROM moved
             UNION ALL
            SELECT 'kept', d._merge, d._old, d._new, %(kept_key)s
              FROM decided d WHERE d._stays) AS journal
     GROUP BY _merge, kind, _old, _new
"""


def _text(sql):
    """A text from the catalogue, which may hold the sign of a parameter."""
    return SQL(sql.replace("%", "%%"))


class CrmMergeEngine(models.AbstractModel):
    """Moves what points at the losers to the survivors, one statement per column.

    Pairs stand in a temporary table ``(_merge, _loser, _survivor, _entity, _rank)``;
    its names begin with an underscore because texts from the catalogue, whose columns
    are not qualified, stand beside them. A row that the survivor has already, or that
    two losers have, is not moved: it stays with the loser, and nothing is deleted.
    """

    _name = "crm.merge.engine"
    _inherit = "crm.merge.engine"

    @api.model
    def _move_links(self, model_name, pairs=MAP):
        """Move all that points at the model's losers, and note in the journal what."""
        for reference in self._get_references(model_name):
            self.env.cr.execute(self._sql_move(reference, model_name, pairs))

    @api.model
    def _count_links(self, model_name, pairs=MAP):
        """Return what would move: [(reference, rows that move, rows that stay)]."""
        counts = []
        for reference in self._get_references(model_name):
            query = SQL(
                """%s SELECT count(*) FILTER (WHERE NOT _stays),
                             count(*) FILTER (WHERE _stays) FROM decided""",
                self._sql_decide(reference, model_name, pairs),
            )
            [(moved, kept)] = self.env.execute_query(query)
            if moved or kept:
                counts.append((reference, moved, kept))
        return counts

    @api.model
    def _sql_move(self, reference, model_name, pairs):
        row = [SQL.identifier(name) for name in reference.row]
        same = [SQL("t.%s = d.%s", name, name) for name in row]
        return SQL(
            MOVE,
            decide=self._sql_decide(reference, model_name, pairs),
            table=SQL.identifier(reference.table),
            column=SQL.identifier(reference.column),
            same_row=SQL(" AND ").join(same) or SQL("TRUE"),
            key=self._sql_row_key(reference, "t"),
            kept_key=self._sql_row_key(reference, "d"),
            model=model_name,
            name=reference.table,
            column_name=reference.column,
            form=reference.form,
        )

    @api.model
    def _sql_row_key(self, reference, alias):
        """What names a row in the journal: its id, or its other columns."""
        if reference.row == ("id",):
            return SQL("to_jsonb(%s)", SQL.identifier(alias, "id"))
        pairs = [
            SQL("%s, %s", name, SQL.identifier(alias, name)) for name in reference.row
        ]
        return SQL("jsonb_build_object(%s)", SQL(", ").join(pairs))

    @api.model
    def _sql_decide(self, reference, model_name, pairs):
        """The rows that point at a loser, and whether each has to stay there."""
        return SQL(
            """
            WITH candidate AS (
                SELECT %(row)s, _merge, _survivor, _rank, t.%(column)s AS _old,
                       %(new)s AS _new %(keys)s
                  FROM %(table)s t
                  JOIN %(pairs)s m ON t.%(column)s = %(old)s
                 WHERE %(condition)s
            ), decided AS (
                SELECT *, %(stays)s AS _stays FROM candidate
            )""",
            row=SQL(", ").join(SQL.identifier("t", name) for name in reference.row),
            column=SQL.identifier(reference.column),
            table=SQL.identifier(reference.table),
            pairs=SQL.identifier(pairs),
            old=self._sql_value(reference, model_name, SQL("_loser")),
            new=self._sql_value(
                reference,
                model_name,
                SQL("_entity") if reference.is_entity else SQL("_survivor"),
            ),
            keys=self._sql_keys(reference),
            condition=self._sql_condition(reference, model_name, pairs),
            stays=self._sql_stays(reference),
        )

    @api.model
    def _sql_value(self, reference, model_name, number):
        if reference.form == "reference":
            return SQL("%s || %s", f"{model_name},", number)
        if reference.form == "text":
            return SQL("%s::text", number)
        return number

    @api.model
    def _sql_condition(self, reference, model_name, pairs):
        conditions = [SQL("TRUE")]
        if reference.model_column:
            column = SQL.identifier("t", reference.model_column)
            conditions.append(SQL("%s = %s", column, reference.model_value))
        if reference.table == self.env[model_name]._table:
            # a loser keeps its own row as it was, and nobody points at itself
            conditions.append(
                SQL(
                    "t.id != _survivor AND t.id NOT IN (SELECT _loser FROM %s)",
                    SQL.identifier(pairs),
                )
            )
        return SQL(" AND ").join(conditions)

    @api.model
    def _sql_keys(self, reference):
        """The values that may be there only once, and whether the key applies."""
        columns = [
            SQL(", %s AS %s", _text(text), SQL.identifier(f"_key_{at}_{number}"))
            for at, key in enumerate(reference.keys)
            for number, text in enumerate(key.expressions)
        ]
        columns += [
            SQL(", %s AS %s", _text(key.predicate), SQL.identifier(f"_applies_{at}"))
            for at, key in enumerate(reference.keys)
        ]
        return SQL(" ").join(columns)

    @api.model
    def _sql_stays(self, reference):
        tests = [
            self._sql_stays_for(reference, at, key)
            for at, key in enumerate(reference.keys)
        ]
        return SQL(" OR ").join(tests) if tests else SQL("FALSE")

    @api.model
    def _sql_stays_for(self, reference, at, key):
        """Whether the survivor has such a row, or a loser before this one."""
        names = [
            SQL.identifier(f"_key_{at}_{number}")
            for number in range(len(key.expressions))
        ]
        applies = SQL.identifier(f"_applies_{at}")
        return SQL(
            """(%(applies)s AND %(filled)s AND (
                EXISTS (SELECT FROM %(table)s
                         WHERE %(column)s = candidate._new AND %(predicate)s %(same)s)
                OR row_number() OVER (PARTITION BY _new, %(applies)s %(names)s
                                      ORDER BY _rank, %(row)s) > 1))""",
            applies=applies,
            filled=SQL(" AND ").join([SQL("%s IS NOT NULL", name) for name in names])
            if names
            else SQL("TRUE"),
            table=SQL.identifier(reference.table),
            column=SQL.identifier(reference.column),
            predicate=self._sql_beside(reference, key),
            same=SQL(" ").join(
                SQL("AND %s = candidate.%s", _text(text), name)
                for text, name in zip(key.expressions, names, strict=True)
            ),
            names=SQL(" ").join(SQL(", %s", name) for name in names),
            row=SQL(", ").join(SQL.identifier(name) for name in reference.row),
        )

    @api.model
    def _sql_beside(self, reference, key):
        """Which rows the key is for, among those that point at the survivor."""
        predicate = _text(key.predicate)
        if not reference.model_column:
            return predicate
        column = SQL.identifier(reference.model_column)
        return SQL("%s AND %s = %s", predicate, column, reference.model_value)
