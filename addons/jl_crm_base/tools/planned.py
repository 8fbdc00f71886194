"""An expression over one row, kept as a function of PostgreSQL.

A statement is planned anew each time it is asked, a function once for each connection:
of a long expression the planning takes longer than the answer. The name of a function
says what stands in it, so that one of another version is never taken for it.
"""

import hashlib

from odoo.tools import SQL

# of the name of a table, so that the whole has no more than 63 letters
LONGEST = 36
# the last one stays for the workers that have not heard of the new one yet
FIND = """
    SELECT proname
      FROM pg_proc
     WHERE starts_with(proname, %s)
       AND pronamespace = current_schema()::regnamespace
     ORDER BY oid DESC
    OFFSET %s
"""


def name_function(table, expression):
    """Return the name of the function that gives an expression over a row ``t``.

    :param str table: of the row
    :param SQL expression: of type text
    """
    said = repr((expression.code, expression.params)).encode()
    return _begin_name(table) + hashlib.sha256(said).hexdigest()[:16]


def has_function(cr, name):
    """Whether the base has the function."""
    cr.execute(SQL("SELECT to_regproc(%s) IS NOT NULL", name))
    return cr.fetchone()[0]


def make_function(cr, table, expression):
    """Make the function of an expression, and drop those before the last one."""
    drop_functions(cr, table, but=1)
    cr.execute(
        SQL(
            "CREATE FUNCTION %s(int4) RETURNS text LANGUAGE plpgsql STABLE AS"
            " $crm$ BEGIN RETURN (SELECT %s FROM %s t WHERE t.id = $1); END $crm$",
            SQL.identifier(name_function(table, expression)),
            expression,
            SQL.identifier(table),
        )
    )


def drop_functions(cr, table, but=0):
    """Drop the functions over the rows of a table, but the newest ones.

    :param int but: how many stay
    """
    cr.execute(SQL(FIND, _begin_name(table), but))
    for (name,) in cr.fetchall():
        cr.execute(SQL("DROP FUNCTION %s(int4)", SQL.identifier(name)))


def _begin_name(table):
    return f"crm_row_{table[:LONGEST]}__"
