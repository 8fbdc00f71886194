"""python -m benchmarks.duplicates.peers DATABASE BASE RESULT PARSED

Our engine and the rules of Odoo's merge wizard on one base; and the columns that our
engine has taken apart, for those who compare with them.
"""

from __future__ import annotations

import csv
import json
import sys
from itertools import combinations
from pathlib import Path

import psycopg2

from benchmarks.duplicates import base as customers
from benchmarks.duplicates import quality
from benchmarks.duplicates.measure import check_whole, clock
from workshop.addon_tools import load_tools

load_tools("jl_crm_duplicate", "duplicate_engine")
from duplicate_engine.keys import normalise  # noqa: E402

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


def main(database: str, base: Path, result: Path, parsed: Path) -> None:
    connection = psycopg2.connect(dbname=database)
    connection.autocommit = True
    cursor = connection.cursor()
    keying = clock(lambda: customers.fill(cursor, base))
    customers.fill_truth(cursor, base)
    _fill_customers(cursor, base)
    cursor.execute("VACUUM ANALYZE")
    connection.autocommit = False
    checking = clock(lambda: check_whole(cursor))
    connection.commit()
    ours = _rate_ours(cursor) | {"seconds": checking, "preparing": keying}
    figures = {"ours": ours, **_rate_wizard(cursor)}
    result.write_text(json.dumps(figures, indent=2) + "\n", encoding="utf-8")
    _write_parsed(base, parsed)


def _fill_customers(cursor, base: Path) -> None:
    with (base / "customers.csv").open(encoding="utf-8", newline="") as file:
        columns = next(csv.reader(file))
        texts = ", ".join(f"{name} text" for name in columns[1:])
        cursor.execute(f"CREATE TABLE customer (id int PRIMARY KEY, {texts})")
        cursor.copy_expert("COPY customer FROM STDIN CSV", file)


def _rate_ours(cursor) -> dict[str, float]:
    cursor.execute("SELECT id, entity FROM entity")
    entities = dict(cursor.fetchall())
    cursor.execute("SELECT probe_id, partner_id, points, verdict FROM hit")
    hits = cursor.fetchall()
    groups = quality.rate_groups(hits, entities, quality.read_tax_ids(cursor))
    return quality.rate_pairs(hits, entities) | groups


def _rate_wizard(cursor) -> dict[str, dict[str, float]]:
    cursor.execute("SELECT id, entity FROM entity")
    entities = dict(cursor.fetchall())
    every: set[tuple[int, int]] = set()
    figures, total = {}, 0.0
    for expression in WIZARD:
        groups: list[list[int]] = []
        statement = GROUPS.format(expression=expression)
        seconds = clock(lambda sql=statement, to=groups: _read(cursor, sql, to))
        pairs = {pair for group in groups for pair in combinations(sorted(group), 2)}
        rates = quality.rate_found(pairs, entities)
        figures[f"Odoo's wizard, {expression}"] = rates | {"seconds": seconds}
        every |= pairs
        total += seconds
    rates = quality.rate_found(every, entities)
    return figures | {"Odoo's wizard, all three": rates | {"seconds": total}}


def _read(cursor, statement: str, groups: list[list[int]]) -> None:
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


if __name__ == "__main__":
    main(sys.argv[1], *map(Path, sys.argv[2:]))
