"""The map of docs/map leads to each file, and to no other."""

from __future__ import annotations

import re

import pytest

from workshop.addons import find_addons
from workshop.paths import ADDONS, PROJECT

pytestmark = pytest.mark.no_odoo

MAP = PROJECT / "docs" / "map"
ARCHITECTURE = PROJECT / "docs" / "architecture.md"
HEADING = re.compile(r"## `([\w/]+)/`")
ENTRY = re.compile(r"- ((?:`[\w/]+\.(?:py|js)`(?:, )?)+):")
PATH = re.compile(r"`(jl_crm_\w+/[\w/]+\.(?:py|js|txt))`")
FOLDERS = ("models", "tools", "wizards", "controllers", "static/src")


def list_mapped(text: str) -> list[str]:
    """The files that the lists of a page lead to, each list below its folder."""
    found, folder = [], ""
    for line in text.splitlines():
        if line.startswith("#"):
            heading = HEADING.match(line)
            folder = heading[1] if heading else ""
        elif folder and (entry := ENTRY.match(line)):
            names = entry[1].replace("`", "").split(", ")
            found += [f"{folder}/{name}" for name in names]
    return found


def list_files(addon: str) -> list[str]:
    """The files of an add-on that somebody has to find."""
    return [
        path.relative_to(ADDONS / addon).as_posix()
        for folder in FOLDERS
        for path in (ADDONS / addon / folder).rglob("*")
        if path.suffix in {".py", ".js"} and path.name != "__init__.py"
    ]


def test_files_are_read_off_a_page():
    lines = [
        "## `models/a/`",
        "- `x.py`, `y.py`: both; not `z.py`",
        "- `z.py` stands in a sentence",
        "### More",
        "- `w.py`: is no list of a folder",
    ]

    assert list_mapped("\n".join(lines)) == ["models/a/x.py", "models/a/y.py"]


@pytest.mark.parametrize("addon", find_addons())
def test_each_file_stands_on_the_map_once(addon):
    page = (MAP / f"{addon}.md").read_text(encoding="utf-8")

    assert sorted(list_mapped(page)) == sorted(list_files(addon))


@pytest.mark.parametrize("addon", find_addons())
def test_the_street_leads_to_each_page(addon):
    assert f"(map/{addon}.md)" in ARCHITECTURE.read_text(encoding="utf-8")


def test_each_path_leads_somewhere():
    pages = [ARCHITECTURE, *sorted(MAP.glob("*.md"))]
    named = {
        path
        for page in pages
        for path in PATH.findall(page.read_text(encoding="utf-8"))
    }

    assert [path for path in sorted(named) if not (ADDONS / path).exists()] == []
