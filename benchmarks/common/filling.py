"""Fill a base inside `odoo shell`, by SQL where there is much of it."""

from __future__ import annotations

from typing import Any

# copies of the one row of a table; {others}: the columns that differ
COPY = """
    INSERT INTO {table}
    SELECT r.*
      FROM {table} one
     CROSS JOIN (SELECT max(id) AS last FROM {table}) ids
     CROSS JOIN generate_series(1, %(count)s) i
      JOIN customers c ON c.n = i * 7919::int8 %% %(customers)s
     CROSS JOIN LATERAL jsonb_populate_record(
           one, jsonb_build_object('id', last + i, {others})) r
     WHERE one.id = %(one)s
"""
RESYNC = """
    SELECT setval(pg_get_serial_sequence('{table}', 'id'), max(id)) FROM {table}
"""


def copy_record(env: Any, record: Any, count: int, others: str) -> None:
    """Copy the row of a record `count` times, each for another customer.

    There is a table `customers` of a `customer` and its number `n`, from 0 on. `others`
    are names and values of columns, as `jsonb_build_object` takes them; they may use
    `customer` and `i`, the number of the copy.
    """
    table = record._table
    text = COPY.format(table=table, others=others.replace("%", "%%"))
    env.cr.execute("SELECT count(*) FROM customers")
    [[customers]] = env.cr.fetchall()
    parameters = {"count": count, "one": record.id, "customers": customers}
    env.cr.execute(text, parameters)
    env.cr.execute(RESYNC.format(table=table))


def make_user(env: Any, login: str, group: str) -> Any:
    """An internal user of one group, who is called as they log in."""
    groups = [(4, env.ref(name).id) for name in ("base.group_user", group)]
    values = {"name": login, "login": login, "group_ids": groups}
    return env["res.users"].create(values)


def vacuum(env: Any, *tables: str) -> None:
    """Commit, and do what PostgreSQL does by itself soon after so many changes."""
    env.cr.commit()
    # no transaction may be open
    env.cr._cnx.autocommit = True
    env.cr.execute(f"VACUUM ANALYZE {', '.join(tables)}")
    env.cr._cnx.autocommit = False
