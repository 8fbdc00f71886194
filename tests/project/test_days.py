"""A day is the company's: nothing asks the clock of whoever happens to run it."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from workshop.paths import ADDONS

# asks for the day of a user, or of the machine
FOREIGN_DAYS = {"context_today", "context_timestamp", "today"}
# dates of the machine's own, about no company
MACHINE_ALONE: dict[str, str] = {}
ASKS_THE_MACHINE = "last = fields.Date.today() - timedelta(days=1)"
ASKS_THE_USER = "day = fields.Date.context_today(self)"
AS_DEFAULT = "day = fields.Date(default=fields.Date.context_today)"
ASKS_THE_COMPANY = "day = self.env.company._to_day()"
HAS_ONE = "if self.is_today(today): today += 1"


def find_foreign_days(source: str) -> list[int]:
    """Lines that ask for today, otherwise than the company does."""
    return [
        node.lineno
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.Attribute) and node.attr in FOREIGN_DAYS
    ]


@pytest.mark.parametrize("source", [ASKS_THE_MACHINE, ASKS_THE_USER, AS_DEFAULT])
def test_a_foreign_day_is_found(source):
    assert find_foreign_days(source) == [1]


@pytest.mark.parametrize("source", [ASKS_THE_COMPANY, HAS_ONE])
def test_the_companys_day_is_not(source):
    assert find_foreign_days(source) == []


def _iter_sources():
    for path in sorted(ADDONS.rglob("*.py")):
        if "tests" not in path.relative_to(ADDONS).parts:
            yield path


def test_days_are_the_companys():
    found = [
        f"{path.relative_to(ADDONS)}:{line}"
        for path in _iter_sources()
        for line in find_foreign_days(path.read_text(encoding="utf-8"))
        if path.relative_to(ADDONS).as_posix() not in MACHINE_ALONE
    ]

    assert found == []


def test_each_exception_is_needed():
    for name in MACHINE_ALONE:
        source = (ADDONS / Path(name)).read_text(encoding="utf-8")
        assert find_foreign_days(source)
