"""Quality and time of the engine on a base of its own, without Odoo."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any

from duplicate_engine.keys import Customer
from duplicate_engine.scoring import (
    PARAMETERS,
    changed_parameters,
    entry_parameters,
    whole_parameters,
)
from duplicate_engine.statements import (
    CALL_ENTRY,
    CHECK_CHANGED,
    CHECK_WHOLE,
    COLLECT_BLOCKS,
    COLLECT_PAIRS,
)

from benchmarks.common.clock import clock_seconds, spread
from benchmarks.duplicates import base as customers
from benchmarks.duplicates import quality
from benchmarks.duplicates.probes import (
    BARE_KEYS,
    NAMELESS,
    draw_probes,
    rate_recall,
)

if TYPE_CHECKING:
    from pathlib import Path

    from benchmarks.common.report import Rows

CHANGED = 1000
LAST_ID = 2**31 - 1
SHARES = (50, 95, 99)
PRIMARY_KEY = (
    "SELECT * FROM crm_duplicate_norm WHERE partner_id = ANY(%(exclude)s::int[])"
)


def measure(connection: Any, base: Path) -> Rows:
    cursor = connection.cursor()
    seconds = {"first keying": clock_seconds(lambda: customers.fill(cursor, base))}
    customers.fill_truth(cursor, base)
    cursor.execute("VACUUM ANALYZE")
    seconds["whole base"] = clock_seconds(lambda: check_whole(connection))
    figures = _rate_whole(cursor)
    seconds["1,000 changed"] = clock_seconds(lambda: _check_changed(cursor))
    return figures | _check_entries(cursor, base) | {"seconds": seconds}


def check_whole(connection: Any) -> None:
    """Compare the whole base, in one transaction."""
    connection.autocommit = False
    cursor = connection.cursor()
    cursor.execute(COLLECT_BLOCKS, PARAMETERS)
    cursor.execute(COLLECT_PAIRS, PARAMETERS)
    cursor.execute(f"CREATE TABLE hit AS {CHECK_WHOLE}", whole_parameters(0, LAST_ID))
    connection.commit()
    connection.autocommit = True


def _check_changed(cursor: Any) -> None:
    cursor.execute("SELECT id FROM entity ORDER BY id LIMIT %s", [CHANGED])
    ids = [row[0] for row in cursor.fetchall()]
    cursor.execute(CHECK_CHANGED, changed_parameters(ids))
    cursor.fetchall()


def _rate_whole(cursor: Any) -> Rows:
    cursor.execute("SELECT id, entity FROM entity")
    entities = dict(cursor.fetchall())
    cursor.execute("SELECT probe_id, partner_id, points, verdict FROM hit")
    hits = cursor.fetchall()
    found, wrong = quality.rate_kinds(cursor)
    tax_ids = quality.read_tax_ids(cursor)
    rates = quality.rate_pairs(hits, entities)
    rates |= quality.rate_groups(hits, entities, tax_ids)
    return {"quality": rates, "found": found, "wrong": wrong}


def _check_entries(cursor: Any, base: Path) -> Rows:
    probes = draw_probes(base)
    ids = [probe.number for probe in probes]
    everything = [customers.make_customer(probe.row) for probe in probes]
    names = [Customer(name=one.name, city=one.city) for one in everything]
    cold = _ask(cursor, CALL_ENTRY, everything, ids)
    full, by_name = (
        _ask(cursor, CALL_ENTRY, asked, ids) for asked in (everything, names)
    )
    bare, key = (
        _ask(cursor, statement, everything, ids)
        for statement in (BARE_KEYS, PRIMARY_KEY)
    )
    recall = {
        "recall@10, all fields": rate_recall(full[0], probes),
        "recall@10, name and city": rate_recall(by_name[0], probes, NAMELESS),
    }
    return {
        "recall": recall,
        "check, first run": spread(cold[1], shares=SHARES),
        "check": spread(full[1], shares=SHARES),
        "check, name and city": spread(by_name[1], shares=SHARES),
        "bare keys": spread(bare[1], shares=SHARES),
        "primary key": spread(key[1], shares=SHARES),
    }


def _ask(
    cursor: Any, statement: str, asked: list[Customer], ids: list[int]
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
