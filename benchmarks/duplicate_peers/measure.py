"""Our engine and the rules of Odoo's merge wizard on one base, without Odoo.

And the columns that our engine has taken apart, for those who compare with them.
"""

from __future__ import annotations

import csv
from itertools import combinations
from typing import TYPE_CHECKING, Any

from duplicate_engine.keys import normalise

from benchmarks.common.clock import clock_seconds
from benchmarks.duplicate_engine.measure import check_whole
from benchmarks.duplicates import base as customers
from benchmarks.duplicates import quality

if TYPE_CHECKING:
    from pathlib import Path

    from benchmarks.common.report import Rows

# what the wizard groups by: one box each, or more of them together
WIZARD = ("lower(name)", "lower(email)", "tax_id")
GROUPS = """
    SELECT array_agg(id) FROM customer
     WHERE {expression} <> '' GROUP BY {expression} HAVING count(*) > 1
"""
PARSED = (
    *("id", "trade", "pinyin", "industry", "city"),
    *("phone", "mobile", "email", "tax_id", "contact"),
)


def measure(connection: Any, base: Path, parsed: Path) -> Rows:
    cursor = connection.cursor()
    keying = clock_seconds(lambda: customers.fill(cursor, base))
    customers.fill_truth(cursor, base)
    _fill_customers(cursor, base)
    cursor.execute("VACUUM ANALYZE")
    checking = clock_seconds(lambda: check_whole(connection))
    ours = _rate_ours(cursor) | {"seconds": checking, "preparing": keying}
    _write_parsed(base, parsed)
    return {"ours": ours, **_rate_wizard(cursor)}


def _fill_customers(cursor: Any, base: Path) -> None:
    with (base / "customers.csv").open(encoding="utf-8", newline="") as file:
        columns = next(csv.reader(file))
        texts = ", ".join(f"{name} text" for name in columns[1:])
        cursor.execute(f"CREATE TABLE customer (id int PRIMARY KEY, {texts})")
        cursor.copy_expert("COPY customer FROM STDIN CSV", file)


def _rate_ours(cursor: Any) -> dict[str, float]:
    cursor.execute("SELECT id, entity FROM entity")
    entities = dict(cursor.fetchall())
    cursor.execute("SELECT probe_id, partner_id, points, verdict FROM hit")
    hits = cursor.fetchall()
    groups = quality.rate_groups(hits, entities, quality.read_tax_ids(cursor))
    return quality.rate_pairs(hits, entities) | groups


def _rate_wizard(cursor: Any) -> Rows:
    cursor.execute("SELECT id, entity FROM entity")
    entities = dict(cursor.fetchall())
    every: set[tuple[int, int]] = set()
    figures, total = {}, 0.0
    for expression in WIZARD:
        groups: list[list[int]] = []
        statement = GROUPS.format(expression=expression)
        seconds = clock_seconds(lambda sql=statement, to=groups: _read(cursor, sql, to))
        pairs = {pair for group in groups for pair in combinations(sorted(group), 2)}
        rates = quality.rate_found(pairs, entities)
        figures[f"Odoo's wizard, {expression}"] = rates | {"seconds": seconds}
        every |= pairs
        total += seconds
    rates = quality.rate_found(every, entities)
    return figures | {"Odoo's wizard, all three": rates | {"seconds": total}}


def _read(cursor: Any, statement: str, groups: list[list[int]]) -> None:
    cursor.execute(statement)
    groups += [row[0] for row in cursor.fetchall()]


def _write_parsed(base: Path, path: Path) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, PARSED, extrasaction="ignore")
        writer.writeheader()
        for row in customers.read_customers(base):
            normal = normalise(customers.make_customer(row))[0]
            phones = {"phone": "", "mobile": ""}
            for name in phones:
                only = customers.make_customer({**row, **_no_numbers(row, name)})
                found = normalise(only)[0].phones
                phones[name] = found[0] if found else ""
            names = ("trade", "pinyin", "industry", "city", "tax_id")
            taken = {name: getattr(normal, name) for name in names}
            mail = normal.mails[0] if normal.mails else ""
            writer.writerow({**row, **taken, **phones, "email": mail})


def _no_numbers(row: customers.Row, kept: str) -> customers.Row:
    return {name: "" for name in ("phone", "mobile", "fax") if name != kept}
