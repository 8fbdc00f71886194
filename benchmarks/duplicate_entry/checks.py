"""The check as a salesperson asks for it, beside its parts and beside trigrams."""

from __future__ import annotations

import random
import time
from typing import TYPE_CHECKING, Any

from duplicate_engine.scoring import entry_parameters
from duplicate_engine.statements import CALL_ENTRY

from benchmarks.common.clock import clock_seconds, spread
from benchmarks.duplicate_entry.saves import make_seller
from benchmarks.duplicates.partners import FIRST
from benchmarks.duplicates.probes import (
    BARE_KEYS,
    NAMELESS,
    Probe,
    draw_probes,
    rate_recall,
)

if TYPE_CHECKING:
    from pathlib import Path

    from benchmarks.common.report import Rows

SEED = 7
SHARES = (50, 95, 99)
TRIGRAM_PROBES = 40
COMPARED = ("name", "email", "website", "city", "street")
# the best that PostgreSQL offers for names that are alike
TRIGRAMS = """
    SELECT id FROM res_partner
     WHERE name %% %(name)s AND is_company AND id <> %(id)s
     ORDER BY similarity(name, %(name)s) DESC LIMIT 10
"""
Answers = tuple[list[set[int]], list[float]]


def measure_checks(env: Any, customers: Path) -> Rows:
    probes = draw_probes(customers)
    asked = env(user=make_seller(env))["res.partner"]
    everything = [_write(probe, *COMPARED) for probe in probes]
    # the second time counts
    _ask(asked, everything)
    full = _ask(asked, everything)
    named = _ask(asked, [_write(probe, "name", "city") for probe in probes])
    parameters = [_get_parameters(env, values) for values in everything]
    recall = {
        "recall@10, all fields": rate_recall(full[0], probes),
        "recall@10, name and city": rate_recall(named[0], probes, NAMELESS),
    }
    times = {
        "check": full[1],
        "check, name and city": named[1],
        "SQL of the check": _run(env.cr, CALL_ENTRY, parameters),
        "bare keys": _run(env.cr, BARE_KEYS, parameters),
        "pg_trgm on the name": _run_trigrams(env.cr, probes),
    }
    env.cr.rollback()
    spreads = {name: spread(taken, shares=SHARES) for name, taken in times.items()}
    return {"recall": recall, **spreads}


def _write(probe: Probe, *names: str) -> dict[str, object]:
    row = probe.row
    values: dict[str, object] = {name: row[name] for name in names if row[name]}
    if names == COMPARED:
        numbers = (row[name] for name in ("phone", "mobile", "fax"))
        values |= {"phone": " / ".join(filter(None, numbers)), "vat": row["tax_id"]}
        values["contact"] = row["contact"]
    return {"id": FIRST + probe.number, **values}


def _get_parameters(env: Any, values: dict[str, object]) -> dict[str, object]:
    customer = env["crm.duplicate.analysis"]._make_customer(values)
    return entry_parameters(customer, [values["id"]])


def _ask(partners: Any, questions: list[dict[str, object]]) -> Answers:
    """The numbers of the customers in each answer, and its milliseconds."""
    answers, times = [], []
    for values in questions:
        partners.env.invalidate_all()
        start = time.perf_counter()
        hits = partners.analyse_duplicates(values)
        times.append((time.perf_counter() - start) * 1000)
        answers.append({hit["partner_id"] - FIRST for hit in hits})
    return answers, times


def _run(cursor: Any, statement: str, parameters: list[dict]) -> list[float]:
    def ask(one: dict) -> None:
        cursor.execute(statement, one)
        cursor.fetchall()

    return [1000 * clock_seconds(lambda one=one: ask(one)) for one in parameters]


def _run_trigrams(cursor: Any, probes: list[Probe]) -> list[float]:
    cursor.execute("CREATE EXTENSION IF NOT EXISTS pg_trgm")
    cursor.execute(
        "CREATE INDEX ON res_partner USING gin (name gin_trgm_ops) WHERE is_company"
    )
    some = random.Random(SEED).sample(probes, min(TRIGRAM_PROBES, len(probes)))  # noqa: S311
    asked = [{"name": one.row["name"], "id": FIRST + one.number} for one in some]
    return _run(cursor, TRIGRAMS, asked)
