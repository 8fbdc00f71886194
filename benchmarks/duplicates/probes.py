"""Which of the generated duplicates are asked for, and what an answer should hold."""

from __future__ import annotations

import csv
import random
import statistics
from typing import TYPE_CHECKING, NamedTuple

from benchmarks.duplicates.base import Row, read_customers

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator
    from pathlib import Path

PROBES_OF_A_KIND = 36
SEED = 7
# their names say nothing; they can only be found by their other fields
NAMELESS = frozenset({"samephone", "renamed"})
# the bare look-up of the keys, without what makes an answer of it
BARE_KEYS = """
    SELECT found.partner_id
      FROM unnest(%(keys)s::int8[]) AS wanted (key)
     CROSS JOIN LATERAL (
           SELECT partner_id FROM crm_duplicate_key
            WHERE key = wanted.key LIMIT %(lookup_cap)s) AS found
"""


class Probe(NamedTuple):
    """A customer that is there more than once; `same` are the others' numbers."""

    kind: str
    row: Row
    same: frozenset[int]

    @property
    def number(self) -> int:
        return int(self.row["id"])


def draw_probes(base: Path) -> list[Probe]:
    """So many made duplicates of each kind."""
    entities = list(_read(base / "entities.csv"))
    members: dict[str, set[int]] = {}
    for row in entities:
        members.setdefault(row["entity"], set()).add(int(row["id"]))
    chosen = _choose(base, entities)
    same = {
        number: frozenset(members[row["entity"]] - {number})
        for row in entities
        if (number := int(row["id"])) in chosen
    }
    return [
        Probe(chosen[number], row, same[number])
        for row in read_customers(base)
        if (number := int(row["id"])) in chosen
    ]


def rate_recall(
    answers: list[set[int]], probes: list[Probe], left_out: Collection[str] = ()
) -> float:
    """The share of the probes whose answer holds one of the same."""
    return statistics.mean(
        bool(answer & probe.same)
        for answer, probe in zip(answers, probes, strict=True)
        if probe.kind not in left_out
    )


def _choose(base: Path, entities: list[Row]) -> dict[int, str]:
    """The kind of each customer that is asked for."""
    pairs = _read(base / "pairs.csv")
    others = {row["kind"] for row in pairs if row["label"] != "dup"} | {"base"}
    kinds: dict[str, list[int]] = {}
    for row in entities:
        if row["kind"] not in others:
            kinds.setdefault(row["kind"], []).append(int(row["id"]))
    draw = random.Random(SEED)  # noqa: S311
    return {
        number: kind
        for kind, numbers in sorted(kinds.items())
        for number in draw.sample(sorted(numbers), min(PROBES_OF_A_KIND, len(numbers)))
    }


def _read(path: Path) -> Iterator[Row]:
    with path.open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)
