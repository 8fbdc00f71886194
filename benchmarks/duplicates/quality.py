"""How right the pairs, the groups and the answers of a check are."""

from __future__ import annotations

import csv
from collections import Counter
from math import comb
from typing import TYPE_CHECKING

from duplicate_engine.groups import Link, find_groups
from duplicate_engine.rules import GROUPED, LIKELY
from duplicate_engine.tax_id import is_valid

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable
    from pathlib import Path

Hits = list[tuple[int, int, float, str]]
TAX_IDS = """
    SELECT partner_id, tax_id
      FROM crm_duplicate_norm
     WHERE name_no = 0 AND tax_id <> ''
"""
KINDS = """
    SELECT truth.label, truth.kind,
           avg((coalesce(hit.points, 0) >= %s AND hit.verdict <> 'related')::int)
      FROM truth
      LEFT JOIN hit ON hit.probe_id = truth.a AND hit.partner_id = truth.b
     GROUP BY 1, 2
     ORDER BY 1, 2
"""


def rate_pairs(hits: Hits, entities: dict[int, int]) -> dict[str, float]:
    found = [
        (left, right)
        for left, right, points, verdict in hits
        if points >= LIKELY and verdict != "related"
    ]
    return rate_found(found, entities)


def rate_found(
    found: Collection[tuple[int, int]], entities: dict[int, int]
) -> dict[str, float]:
    right = sum(entities[one] == entities[other] for one, other in found)
    return _rate("pairs", right, len(found), _count_same(entities.values()))


def read_entities(base: Path) -> dict[int, int]:
    """Which entity each customer is."""
    with (base / "entities.csv").open(encoding="utf-8") as file:
        return {int(row["id"]): int(row["entity"]) for row in csv.DictReader(file)}


def rate_groups(
    hits: Hits, entities: dict[int, int], tax_ids: dict[int, str] | None = None
) -> dict[str, float]:
    links = [
        Link(left, right, points)
        for left, right, points, verdict in hits
        if points >= GROUPED and verdict != "related"
    ]
    groups = [group.members for group in find_groups(links, tax_ids)]
    right = sum(_count_same(entities[one] for one in group) for group in groups)
    found = sum(comb(len(group), 2) for group in groups)
    figures = _rate("groups", right, found, _count_same(entities.values()))
    return figures | {"largest group": max(map(len, groups))}


def rate_kinds(cursor) -> tuple[dict[str, float], dict[str, float]]:
    """Share found of each kind of duplicate; share wrongly called one of the others."""
    cursor.execute(KINDS, [LIKELY])
    rows = cursor.fetchall()
    found = {kind: float(share) for label, kind, share in rows if label == "dup"}
    wrong = {kind: float(share) for label, kind, share in rows if label != "dup"}
    return found, wrong


def read_tax_ids(cursor) -> dict[int, str]:
    """Those that can exist; customers of two of them are not grouped."""
    cursor.execute(TAX_IDS)
    return {number: tax_id for number, tax_id in cursor if is_valid(tax_id)}


def _rate(what: str, right: int, found: int, real: int) -> dict[str, float]:
    precision, recall = right / max(found, 1), right / real
    return {
        f"{what} precision": precision,
        f"{what} recall": recall,
        f"{what} F1": 2 * right / (found + real),
    }


def _count_same(entities: Iterable[int]) -> int:
    return sum(comb(count, 2) for count in Counter(entities).values())
