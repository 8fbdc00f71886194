"""A day is the company's: nothing asks the clock of whoever happens to run it."""

from __future__ import annotations

import ast
import re
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
# what Odoo reads in a domain as a date of whoever asks; "now" is the same everywhere
READERS_DAY = re.compile(
    r"""
    ["'][\w.]+["'] \s*,\s*                     # the name of a field
    ["'](?:[=!<>]|&lt;|&gt;)+["'] \s*,\s*        # an operator
    ["'](?:today|(?:now\s+)?[=+-]\d*[a-z_]+)\b[^"']*["']
    """,
    re.VERBOSE,
)
# so many days ago, by the hour: the same moment for everybody
MOMENTS = {"('request_date', '&lt;', '-2d')"}


def find_foreign_days(source: str) -> list[int]:
    """Lines that ask for today, otherwise than the company does."""
    return [
        node.lineno
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.Attribute) and node.attr in FOREIGN_DAYS
    ]


def find_readers_days(source: str) -> list[int]:
    """Lines in which a domain compares with the day of whoever asks."""
    return [
        source.count("\n", 0, found.start()) + 1
        for found in READERS_DAY.finditer(source)
        if f"({found.group()})" not in MOMENTS
    ]


@pytest.mark.parametrize("source", [ASKS_THE_MACHINE, ASKS_THE_USER, AS_DEFAULT])
def test_a_foreign_day_is_found(source):
    assert find_foreign_days(source) == [1]


@pytest.mark.parametrize("source", [ASKS_THE_COMPANY, HAS_ONE])
def test_the_companys_day_is_not(source):
    assert find_foreign_days(source) == []


DATES_OF_READERS = [
    "[('date', '=', 'today')]",
    "[('state', '=', 'open'), ('date', '&gt;=', '=1d')]",
    "[('date_end', '<', '=week_start +7d')]",
    "Domain('date', '<', 'today')",
    'Domain("lead_id.date", ">=", "today -1d")',
    "[('date_end', '<=', '+30d')]",
]
DATES_OF_NOBODY = [
    """<field colors='{"today": "warning"}' />""",
    "<filter name=\"today\" domain=\"[('is_of_today', '=', True)]\" />",
    "[('state', '=', 'today_or_later'), ('user_id', '=', uid)]",
]


@pytest.mark.parametrize("source", DATES_OF_READERS)
def test_a_day_of_the_reader_is_found(source):
    assert find_readers_days(source) == [1]


@pytest.mark.parametrize("source", DATES_OF_NOBODY)
def test_another_today_is_not(source):
    assert find_readers_days(source) == []


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


def test_domains_ask_the_company():
    views = sorted(ADDONS.rglob("*.xml"))
    found = [
        f"{path.relative_to(ADDONS)}:{line}"
        for path in [*_iter_sources(), *views]
        for line in find_readers_days(path.read_text(encoding="utf-8"))
    ]

    assert found == []


def test_each_moment_is_needed():
    texts = [path.read_text(encoding="utf-8") for path in ADDONS.rglob("*.xml")]
    for moment in MOMENTS:
        assert any(moment in text for text in texts)
