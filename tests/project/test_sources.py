"""Limits that keep the sources readable and the project free of private matters."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from workshop.paths import PROJECT

LONGEST_FILE = 300
SUFFIXES = {".js", ".py", ".scss", ".xml"}
TEXTS = {".cfg", ".css", ".csv", ".ini", ".js", ".json", ".md", ".py", ".rst", ".scss"}
TEXTS |= {".sh", ".toml", ".txt", ".xml", ".yaml", ".yml", ""}
MADE_BY_TOOLS = {"__pycache__", "htmlcov", "node_modules"}
# split so that this file does not find itself
PRIVATE = re.compile(
    "|".join(
        (
            r"(?<![\w.])/(?:ho" + r"me|ro" + r"ot|wo" + r"rk|Us" + r"ers)/\w",
            r"files\.python" + r"hosted\.org",
            r"registry\.npm" + r"js\.org",
            r"deb\.deb" + r"ian\.org",
        )
    )
)
# a value that is set by Odoo, or in SQL
HOLDER = re.compile(r"customer_holder(?:[\"']\s*:|[\"']?\]?\s*=(?!=))")
HOLDER_FILES = {
    "addons/jl_crm_pipeline/models/access/res_partner_holder.py",
    "addons/jl_crm_pipeline/tools/holder.py",
}
LEFT_OVERS = re.compile(r"#.*\b(?:TO" + r"DO|FIX" + r"ME|XX" + r"X)\b")


def _list_files(folder: Path = PROJECT) -> Iterator[Path]:
    """Without git, which need not be there; what is hidden belongs to tools."""
    for path in sorted(folder.iterdir()):
        if path.is_file() and not path.is_symlink() and path.name != ".git":
            yield path
        elif path.is_dir() and _is_ours(path.name):
            yield from _list_files(path)


def _is_ours(folder: str) -> bool:
    return folder == ".ci" or not (folder.startswith(".") or folder in MADE_BY_TOOLS)


@pytest.fixture(scope="module")
def sources() -> dict[str, str]:
    return {
        file.relative_to(PROJECT).as_posix(): file.read_text(encoding="utf-8")
        for file in _list_files()
        if file.suffix in TEXTS and file.name != "package-lock.json"
    }


def test_no_source_is_too_long(sources):
    long = {
        Path(name).name
        for name, text in sources.items()
        if Path(name).suffix in SUFFIXES and text.count("\n") > LONGEST_FILE
    }

    assert long == set()


def test_nothing_private_is_named(sources):
    assert [name for name, text in sources.items() if PRIVATE.search(text)] == []


def test_nothing_is_left_for_later(sources):
    code = {name: text for name, text in sources.items() if name.endswith(".py")}

    assert [name for name, text in code.items() if LEFT_OVERS.search(text)] == []


def test_who_holds_a_customer_is_written_in_one_place(sources):
    written = {
        name
        for name, text in sources.items()
        if name.startswith("addons/") and "/tests/" not in name
        if HOLDER.search(text)
    }

    assert written == HOLDER_FILES


def test_locked_packages_name_no_registry():
    lock = (PROJECT / "package-lock.json").read_text(encoding="utf-8")

    assert '"resolved"' not in lock
