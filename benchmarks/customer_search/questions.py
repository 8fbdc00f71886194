"""What people type to find a customer, drawn from the names that there are."""

from __future__ import annotations

import random
import re
from typing import TYPE_CHECKING

from benchmarks.duplicates.base import Row, read_customers

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

SEED = 20_261_124
EACH = 400


def draw_questions(base: Path) -> list[tuple[str, str]]:
    """(kind, text) of so many customers, as many of each kind."""
    draw = random.Random(SEED)  # noqa: S311
    rows = list(read_customers(base))
    kinds: dict[str, list[str]] = {}
    for row in draw.sample(rows, min(len(rows), EACH * 10)):
        for kind, text in _write(row):
            kinds.setdefault(kind, []).append(text)
    return [(kind, text) for kind, texts in kinds.items() for text in texts[:EACH]]


def _write(row: Row) -> Iterator[tuple[str, str]]:
    name, city = row["name"], row["city"]
    # what stands after the place
    own = name.removeprefix(city).removeprefix(city[:-1]).removeprefix("市")
    if not own.isascii():
        yield "two characters", own[:2]
        yield "three characters", own[:3]
        yield "four characters", own[:4]
        yield "place and name", name[: name.index(own) + 2]
    else:
        yield "Latin name", name[:6]
    if row["email"]:
        yield "mail", row["email"].partition(".")[0]
    yield from _write_contact(row)
    if row["tax_id"]:
        yield "part of a tax ID", row["tax_id"][8:15]


def _write_contact(row: Row) -> Iterator[tuple[str, str]]:
    """What is known of who is met there, as one reads it from a call or a card."""
    digits = re.sub(r"\D", "", row["mobile"])
    if re.fullmatch(r"1[3-9]\d{9}", digits):
        yield "mobile of a contact", digits
        yield "mobile, written apart", f"+86 {digits[:3]} {digits[3:7]} {digits[7:]}"
    if row["contact"] and not row["contact"].isascii():
        yield "name of a contact", row["contact"][:3]
        yield "two characters of a contact", row["contact"][:2]
