"""Translations are brought in line with an export, and only when something changed."""

from __future__ import annotations

from pathlib import Path

import polib
import pytest

from workshop.translations.catalogues import update

pytestmark = pytest.mark.no_odoo


@pytest.fixture
def folder(tmp_path) -> Path:
    folder = tmp_path / "jl_x" / "i18n"
    folder.mkdir(parents=True)
    return folder


def _export(path: Path, day: str, *terms: str) -> Path:
    catalogue = polib.POFile()
    catalogue.metadata = {
        "Project-Id-Version": "Odoo Server 19.0-20260101",
        "POT-Creation-Date": day,
        "PO-Revision-Date": day,
    }
    for term in terms:
        catalogue.append(polib.POEntry(msgid=term, comment="module: jl_x"))
    catalogue.save(str(path))
    return path


def _translate(path: Path, **translations: str) -> None:
    catalogue = polib.pofile(str(path))
    for term, text in translations.items():
        catalogue.find(term).msgstr = text
    catalogue.save(str(path))


def _read(path: Path) -> dict[str, str]:
    return {term.msgid: term.msgstr for term in polib.pofile(str(path))}


def test_missing_files_are_made(folder, tmp_path):
    written = update(_export(tmp_path / "e.pot", "2026", "One"), folder, write=True)

    names = [path.name for path in written]
    assert names == ["jl_x.pot", "zh_CN.po", "zh_TW.po"]
    assert all(path.exists() for path in written)


def test_new_terms_come_empty_and_old_ones_go(folder, tmp_path):
    update(_export(tmp_path / "e.pot", "2026", "One", "Two"), folder, write=True)
    _translate(folder / "zh_CN.po", One="一", Two="二")

    update(_export(tmp_path / "e.pot", "2027", "Three", "Two"), folder, write=True)

    assert _read(folder / "zh_CN.po") == {"Three": "", "Two": "二"}


def test_nothing_is_written_when_only_the_date_is_new(folder, tmp_path):
    update(_export(tmp_path / "e.pot", "2026", "One"), folder, write=True)
    before = {path: path.read_text() for path in folder.iterdir()}

    stale = update(_export(tmp_path / "e.pot", "2027", "One"), folder, write=True)

    assert stale == []
    assert {path: path.read_text() for path in folder.iterdir()} == before


def test_check_finds_what_is_stale_and_leaves_it(folder, tmp_path):
    update(_export(tmp_path / "e.pot", "2026", "One"), folder, write=True)

    stale = update(_export(tmp_path / "e.pot", "2026", "Two"), folder, write=False)

    assert len(stale) == 3
    assert list(_read(folder / "jl_x.pot")) == ["One"]
