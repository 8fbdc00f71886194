"""docs/requirements.md says truly where each rule is proven."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from workshop.paths import PROJECT

REQUIREMENTS = PROJECT / "docs" / "requirements.md"
RULE = re.compile(r"\b[A-Z][A-Z0-9]{1,3}-\d+\b")
SUFFIXES = {".py", ".js"}
FOLDERS = (PROJECT / "addons", PROJECT / "tests")


def _read_tests() -> str:
    places = [
        PROJECT / "tests",
        *PROJECT.glob("addons/*/tests"),
        *PROJECT.glob("addons/*/static/tests"),
    ]
    files = [
        file for place in places for file in place.rglob("*") if file.suffix in SUFFIXES
    ]
    return "\n".join(file.read_text(encoding="utf-8") for file in files)


@pytest.fixture(scope="module")
def rows() -> list[list[str]]:
    """The table's rows: rule, where it lives, its test."""
    lines = REQUIREMENTS.read_text(encoding="utf-8").splitlines()
    cells = [[cell.strip() for cell in line.strip("| ").split("|")] for line in lines]
    return [row for row in cells if RULE.match(row[0])]


def test_every_listed_rule_is_named_by_a_test(rows):
    named = set(RULE.findall(_read_tests()))
    listed = {rule for row in rows for rule in RULE.findall(row[0])}

    assert listed
    assert sorted(listed - named) == []


def test_every_file_that_the_list_names_exists(rows):
    text = " ".join(cell for row in rows for cell in row[1:])
    paths = re.findall(r"`([^`]+)`", text)
    named = {path.partition(":")[0] for path in paths}
    known = {file.name for folder in FOLDERS for file in folder.rglob("*")}
    files = {name for name in named if Path(name).suffix in SUFFIXES}

    assert files
    assert sorted(name for name in files if Path(name).name not in known) == []
