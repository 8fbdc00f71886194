"""The generated customers: the same for a seed, and what is said of them is true."""

from __future__ import annotations

import csv
from collections import Counter, defaultdict
from itertools import combinations
from pathlib import Path

import pytest

from benchmarks.duplicates.generator.files import generate

pytestmark = pytest.mark.no_odoo

COUNT = 3_000
SEED = 5
FILES = ("customers.csv", "entities.csv", "pairs.csv")
KINDS = {
    "dup": {
        *("exact", "suffix", "city", "width", "trad", "homophone", "transpose"),
        *("delete", "noise", "industry", "short", "alias", "samephone", "renamed"),
        *("numbered", "person", "former", "legal", "town", "english", "numeral"),
        *("school", "compound"),
    },
    "related": {"branch", "sibling", "seq"},
    "neg": {"neg_city", "neg_industry", "neg_near", "neg_office"},
}


def _read(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def base(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("generated")
    generate(folder, COUNT, SEED)
    return folder


@pytest.fixture(scope="module")
def customers(base) -> dict[str, dict[str, str]]:
    return {row["id"]: row for row in _read(base / "customers.csv")}


def test_a_seed_gives_the_same_base(base, tmp_path):
    generate(tmp_path, COUNT, SEED)

    for name in FILES:
        assert (tmp_path / name).read_bytes() == (base / name).read_bytes()


def test_another_seed_gives_another_base(base, tmp_path):
    generate(tmp_path, COUNT, SEED + 1)

    name = "customers.csv"
    assert (tmp_path / name).read_bytes() != (base / name).read_bytes()


def test_every_customer_is_there_once(base, customers):
    numbers = {str(number) for number in range(1, COUNT + 1)}

    assert set(customers) == numbers
    assert {row["id"] for row in _read(base / "entities.csv")} == numbers


def test_doubles_are_of_one_entity_and_the_others_of_two(base):
    entities = {row["id"]: row["entity"] for row in _read(base / "entities.csv")}

    for row in _read(base / "pairs.csv"):
        is_same = entities[row["id_a"]] == entities[row["id_b"]]
        assert is_same == (row["label"] == "dup"), row


def test_every_double_is_listed(base):
    members = defaultdict(list)
    for row in _read(base / "entities.csv"):
        members[row["entity"]].append(int(row["id"]))
    same = {pair for ids in members.values() for pair in combinations(sorted(ids), 2)}

    listed = {
        (int(row["id_a"]), int(row["id_b"]))
        for row in _read(base / "pairs.csv")
        if row["label"] == "dup"
    }

    assert listed == same


def test_every_kind_comes_up(base):
    kinds = defaultdict(set)
    for row in _read(base / "pairs.csv"):
        kinds[row["label"]].add(row["kind"])

    assert kinds == KINDS


def test_one_row_in_eight_is_a_double(base):
    kinds = Counter(row["kind"] for row in _read(base / "entities.csv"))

    doubles = sum(kinds[kind] for kind in KINDS["dup"])
    assert 0.1 < doubles / COUNT < 0.14


def test_what_a_double_shares(base, customers):
    """The name, a number, the tax ID: by it alone it may be found."""
    shared = {
        "exact": lambda row: {row["name"]},
        "samephone": lambda row: _find_numbers(row["phone"] + " " + row["mobile"]),
        "renamed": lambda row: {row["tax_id"].replace(" ", "").upper()},
    }

    for row in _read(base / "pairs.csv"):
        if read := shared.get(row["kind"]):
            assert read(customers[row["id_a"]]) & read(customers[row["id_b"]]), row


def _find_numbers(*texts: str) -> set[str]:
    """All runs of seven digits, however they are written."""
    wide = {code + 0xFEE0: code for code in range(0x30, 0x3A)}
    numbers = ("".join(filter(str.isdigit, text.translate(wide))) for text in texts)
    return {
        number[place : place + 7]
        for number in numbers
        for place in range(len(number) - 6)
    }
