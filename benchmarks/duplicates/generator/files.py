"""The three files of a base: the customers, whose rows they are, which are the same."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING

from benchmarks.duplicates.generator.base import DOUBLES, Base
from benchmarks.duplicates.generator.chance import Chance
from benchmarks.duplicates.generator.maker import Maker
from benchmarks.duplicates.generator.writings import write_row

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

CUSTOMERS = (
    *("id", "name", "country", "state", "city", "street", "phone", "mobile", "fax"),
    *("email", "website", "contact", "tax_id"),
)
ENTITIES = ("id", "entity", "kind")
PAIRS = ("id_a", "id_b", "label", "kind")


def generate(folder: Path, count: int, seed: int) -> None:
    """Write `customers.csv`, `entities.csv` and `pairs.csv` of so many customers.

    A pair's label is `dup`, `related` (a branch) or `neg` (it only looks like one).
    """
    chance = Chance(seed)
    base = Base(Maker(chance, round(count * DOUBLES)))
    base.grow(count)
    # numbers say nothing of how a row came about
    ids = list(range(1, count + 1))
    chance.shuffle(ids)
    folder.mkdir(parents=True, exist_ok=True)
    places = sorted(range(count), key=ids.__getitem__)
    rows = (base.records[place] for place in places)
    _write(folder / "customers.csv", CUSTOMERS, _list_customers(chance, base, places))
    entities = ((number, one.entity, one.kind) for number, one in enumerate(rows, 1))
    _write(folder / "entities.csv", ENTITIES, entities)
    # last: who looks for the base looks for this file
    _write(folder / "pairs.csv", PAIRS, _list_pairs(base, ids))


def _list_customers(chance: Chance, base: Base, places: list[int]) -> Iterator[tuple]:
    for number, place in enumerate(places, 1):
        record = base.records[place]
        row = write_row(chance, record.company, record.name)
        yield (number, *(row[column] for column in CUSTOMERS[1:]))


def _list_pairs(base: Base, ids: list[int]) -> Iterator[tuple]:
    for pair in base.pairs:
        yield (*sorted((ids[pair.one], ids[pair.other])), pair.label, pair.kind)


def _write(path: Path, columns: tuple[str, ...], rows: Iterable[tuple]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(columns)
        writer.writerows(rows)
