"""Every text of the add-ons speaks Chinese, simplified and traditional."""

from __future__ import annotations

import re
from pathlib import Path

import polib
import pytest

from workshop.addons import find_addons
from workshop.paths import ADDONS

LANGUAGES = ("zh_CN", "zh_TW")
# an empty translation shows the text itself
SAME_IN_CHINESE = frozenset({"13%", "ID", "object.name"})
HAN = re.compile(r"[\u4e00-\u9fff]")
PLACEHOLDER = re.compile(r"%\([a-z_0-9]+\)[sdfr]|%[sdfr]|\$\{[^}]+\}")
MARKUP = re.compile(r"</?[a-z][a-z0-9]*\b")
CASES = [(addon, language) for addon in find_addons() for language in LANGUAGES]


@pytest.fixture(params=CASES, ids="-".join)
def catalogue(request) -> polib.POFile:
    addon, language = request.param
    return polib.pofile(str(ADDONS / addon / "i18n" / f"{language}.po"))


def test_every_term_is_translated(catalogue):
    untranslated = [term.msgid for term in catalogue.untranslated_entries()]
    missing = [term for term in untranslated if not _is_chinese(term)]

    assert not missing


def test_no_translation_is_a_guess_or_left_over(catalogue):
    fuzzy = [term.msgid for term in catalogue if term.fuzzy]
    obsolete = [term.msgid for term in catalogue.obsolete_entries()]

    assert not fuzzy
    assert not obsolete


def test_placeholders_and_markup_survive_translation(catalogue):
    broken = [
        term.msgid
        for term in catalogue.translated_entries()
        if _skeleton(term.msgid) != _skeleton(term.msgstr)
    ]

    assert not broken


@pytest.mark.parametrize("addon", find_addons(), ids=str)
def test_translations_know_the_terms_of_the_template(addon):
    folder = ADDONS / addon / "i18n"
    template = _read_terms(folder / f"{addon}.pot")

    for language in LANGUAGES:
        assert _read_terms(folder / f"{language}.po") == template, language


def _read_terms(path: Path) -> set[str]:
    return {term.msgid for term in polib.pofile(str(path))}


def _is_chinese(text: str) -> bool:
    """Demo data is Chinese as it stands."""
    return text in SAME_IN_CHINESE or bool(HAN.search(text))


def _skeleton(text: str) -> list[str]:
    return sorted(PLACEHOLDER.findall(text) + MARKUP.findall(text))
