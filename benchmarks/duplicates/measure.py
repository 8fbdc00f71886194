"""python -m benchmarks.duplicates.measure DATABASE BASE RESULT"""

from __future__ import annotations

import json
import random
import statistics
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import psycopg2

from benchmarks.duplicates import base as customers
from benchmarks.duplicates import quality
from workshop.addon_tools import load_tools

load_tools("jl_crm_duplicate", "duplicate_engine")
from duplicate_engine.keys import Customer  # noqa: E402
from duplicate_engine.scoring import (  # noqa: E402
    PARAMETERS,
    changed_parameters,
    entry_parameters,
    whole_parameters,
)
from duplicate_engine.statements import (  # noqa: E402
    CALL_ENTRY,
    CHECK_CHANGED,
    CHECK_WHOLE,
    COLLECT_BLOCKS,
    COLLECT_PAIRS,
)

if TYPE_CHECKING:
    from collections.abc import Callable

PROBES_OF_A_KIND = 36
SEED = 7
CHANGED = 1000
LAST_ID = 2**31 - 1
# their names say nothing; they can only be found by their other fields
NAMELESS = {"samephone", "renamed"}
MADE = "SELECT kind, id FROM entity WHERE kind = ANY(%s) ORDER BY id"
SAME = """
    SELECT other.id
      FROM entity one
      JOIN entity other ON other.entity = one.entity AND other.id <> one.id
     WHERE one.id = %s
"""
PRIMARY_KEY = (
    "SELECT * FROM crm_duplicate_norm WHERE partner_id = ANY(%(exclude)s::int[])"
)
BARE_KEYS = """
    SELECT found.partner_id
      FROM unnest(%(keys)s::int8[]) AS wanted (key)
     CROSS JOIN LATERAL (
           SELECT partner_id FROM crm_duplicate_key
            WHERE key = wanted.key LIMIT %(lookup_cap)s) AS found
"""


def main(database: str, base: Path, result: Path) -> None:
    connection = psycopg2.connect(dbname=database)
    connection.autocommit = True
    cursor = connection.cursor()
    seconds = {"first keying": clock(lambda: customers.fill(cursor, base))}
    customers.fill_truth(cursor, base)
    cursor.execute("VACUUM ANALYZE")
    connection.autocommit = False
    seconds["whole base"] = clock(lambda: check_whole(cursor))
    connection.commit()
    connection.autocommit = True
    figures = _rate_whole(cursor)
    seconds["1,000 changed"] = clock(lambda: _check_changed(cursor))
    figures |= _check_entries(cursor, base, figures["found"])
    figures["seconds"] = seconds
    result.write_text(json.dumps(figures, indent=2) + "\n", encoding="utf-8")


def clock(work: Callable[[], None]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def check_whole(cursor) -> None:
    cursor.execute(COLLECT_BLOCKS, PARAMETERS)
    cursor.execute(COLLECT_PAIRS, PARAMETERS)
    cursor.execute(f"CREATE TABLE hit AS {CHECK_WHOLE}", whole_parameters(0, LAST_ID))


def _check_changed(cursor) -> None:
    cursor.execute("SELECT id FROM entity ORDER BY id LIMIT %s", [CHANGED])
    ids = [row[0] for row in cursor.fetchall()]
    cursor.execute(CHECK_CHANGED, changed_parameters(ids))
    cursor.fetchall()


def _rate_whole(cursor) -> dict[str, dict[str, float]]:
    cursor.execute("SELECT id, entity FROM entity")
    entities = dict(cursor.fetchall())
    cursor.execute("SELECT probe_id, partner_id, points, verdict FROM hit")
    hits = cursor.fetchall()
    found, wrong = quality.rate_kinds(cursor)
    tax_ids = quality.read_tax_ids(cursor)
    rates = quality.rate_pairs(hits, entities)
    rates |= quality.rate_groups(hits, entities, tax_ids)
    return {"quality": rates, "found": found, "wrong": wrong}


def _check_entries(cursor, base: Path, kinds: dict[str, float]) -> dict[str, dict]:
    probes = _draw_probes(cursor, base, list(kinds))
    everything = [customers.make_customer(row) for _kind, row in probes]
    names = [Customer(name=one.name, city=one.city) for one in everything]
    ids = [int(row["id"]) for _kind, row in probes]
    named = [kind not in NAMELESS for kind, _row in probes]
    cold = _ask(cursor, CALL_ENTRY, everything, ids)
    full, by_name = (
        _ask(cursor, CALL_ENTRY, asked, ids) for asked in (everything, names)
    )
    truth = [_same(cursor, one) for one in ids]
    hits = [bool(answer & same) for answer, same in zip(full[0], truth, strict=True)]
    name_hits = [
        bool(answer & same)
        for answer, same, is_named in zip(by_name[0], truth, named, strict=True)
        if is_named
    ]
    return {
        "recall": {
            "recall@10, all fields": statistics.mean(hits),
            "recall@10, name and city": statistics.mean(name_hits),
        },
        "check, first run": _percentiles(cold[1]),
        "check": _percentiles(full[1]),
        "check, name and city": _percentiles(by_name[1]),
        "bare keys": _percentiles(_ask(cursor, BARE_KEYS, everything, ids)[1]),
        "primary key": _percentiles(_ask(cursor, PRIMARY_KEY, everything, ids)[1]),
    }


def _draw_probes(
    cursor, base: Path, kinds: list[str]
) -> list[tuple[str, customers.Row]]:
    """So many duplicates of each kind; `compound` is not a kind of customer."""
    cursor.execute(MADE, [kinds])
    ids: dict[str, list[int]] = {}
    for kind, number in cursor.fetchall():
        ids.setdefault(kind, []).append(number)
    draw = random.Random(SEED)  # noqa: S311
    kind_of = {
        number: kind
        for kind, numbers in sorted(ids.items())
        for number in draw.sample(numbers, min(PROBES_OF_A_KIND, len(numbers)))
    }
    rows = (row for row in customers.read_customers(base) if int(row["id"]) in kind_of)
    return [(kind_of[int(row["id"])], row) for row in rows]


def _ask(
    cursor, statement: str, asked: list[Customer], ids: list[int]
) -> tuple[list[set[int]], list[float]]:
    """Answers, and milliseconds with the making of the keys."""
    answers, times = [], []
    for customer, number in zip(asked, ids, strict=True):
        start = time.perf_counter()
        cursor.execute(statement, entry_parameters(customer, exclude=[number]))
        rows = cursor.fetchall()
        times.append((time.perf_counter() - start) * 1000)
        answers.append({row[1] for row in rows if len(row) > 1})
    return answers, times


def _same(cursor, number: int) -> set[int]:
    cursor.execute(SAME, [number])
    return {row[0] for row in cursor.fetchall()}


def _percentiles(times: list[float]) -> dict[str, float]:
    ranked = sorted(times)
    return {f"p{share}": ranked[len(ranked) * share // 100] for share in (50, 95, 99)}


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3]))
