"""One word for one thing: docs/glossary.md holds for screens and handbook."""

from __future__ import annotations

import re
from typing import NamedTuple

import polib
import pytest

from workshop.paths import ADDONS, PROJECT

GLOSSARY = PROJECT / "docs" / "glossary.md"
CHINESE = ("zh_CN", "zh_TW")
HANDBOOK = {"en": "en.md", "zh_CN": "zh.md"}
PLACEHOLDER = re.compile(r"%\([a-z_0-9]+\)[sdfrg]|<[^>]*>|\{\{[^}]*\}\}|\]\([^)]*\)")


class Term(NamedTuple):
    """A row: its word in each language, and the words that are not used for it."""

    words: dict[str, str]
    banned: dict[str, list[str]]


class Text(NamedTuple):
    """What a user reads, and the text in English that stands for it."""

    language: str
    source: str
    text: str


@pytest.fixture(scope="module")
def tables() -> dict[str, list[list[str]]]:
    """The rows of the tables by heading."""
    found: dict[str, list[list[str]]] = {}
    heading = ""
    for line in GLOSSARY.read_text(encoding="utf-8").splitlines():
        heading = line.removeprefix("## ") if line.startswith("## ") else heading
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        if line.startswith("|") and not set(line) <= set("|- "):
            found.setdefault(heading, []).append(cells)
    return {heading: rows[1:] for heading, rows in found.items()}


@pytest.fixture(scope="module")
def terms(tables) -> list[Term]:
    rows = [
        row for name, rows in tables.items() if name != "Exceptions" for row in rows
    ]
    return [
        Term(dict(zip(("en", *CHINESE), row[:3], strict=True)), _read_banned(row[4]))
        for row in rows
    ]


@pytest.fixture(scope="module")
def banned(terms) -> dict[str, set[str]]:
    """What stands nowhere, by language; the turns that are not plain are English."""
    turns = GLOSSARY.read_text(encoding="utf-8").partition("## Plain English")[2]
    line = next(line for line in turns.splitlines() if line.count(",") > 1)
    found = {"en": {turn.strip() for turn in line.split(",")}}
    for term in terms:
        for language, words in term.banned.items():
            found.setdefault(language, set()).update(words)
    return found


@pytest.fixture(scope="module")
def exceptions(tables) -> set[tuple[str, str]]:
    return {(word, start) for word, start, _why in tables["Exceptions"]}


@pytest.fixture(scope="module")
def texts() -> list[Text]:
    return [*_read_catalogues(), *_read_handbook()]


def test_each_row_is_whole(tables):
    for name, rows in tables.items():
        width = 3 if name == "Exceptions" else 5
        for row in rows:
            assert len(row) == width, row
            assert all(row[:4]), row


@pytest.mark.parametrize("language", ["en", *CHINESE])
def test_a_word_stands_for_one_thing(terms, language):
    words = [term.words[language] for term in terms]

    assert sorted({word for word in words if words.count(word) > 1}) == []


def test_no_word_is_chosen_and_banned(terms, banned):
    for language, words in banned.items():
        assert not {term.words[language] for term in terms} & words


def test_screens_and_handbook_use_no_other_word(banned, exceptions, texts):
    found = [finding for text in texts for finding in _find(text, banned, exceptions)]

    assert not found


def test_a_banned_word_is_found(banned):
    """Each of them, in each language, in the middle of a sentence too."""
    for language, words in banned.items():
        for word in words:
            sentence = f"So {word} it" if language == "en" else f"请问{word}在哪"
            assert _find(Text(language, "Sentence", sentence), banned, set())


def test_no_exception_is_left_over(banned, exceptions, texts):
    used = {
        (word, start)
        for text in texts
        for word, _source, _text in _find(text, banned, set())
        for _word, start in exceptions
        if _word == word and text.source.startswith(start)
    }

    assert exceptions == used


def _read_banned(cell: str) -> dict[str, list[str]]:
    groups = [group.partition(":") for group in cell.split(";") if group.strip()]
    return {
        language.strip(): [word.strip() for word in words.split(",")]
        for language, _colon, words in groups
    }


def _read_catalogues() -> list[Text]:
    texts = []
    for language in CHINESE:
        for path in sorted(ADDONS.glob(f"*/i18n*/{language}.po")):
            for entry in polib.pofile(str(path)):
                texts.append(Text(language, entry.msgid, entry.msgstr))
                if path.parent.name == "i18n":
                    texts.append(Text("en", entry.msgid, entry.msgid))
    return texts


def _read_handbook() -> list[Text]:
    folder = PROJECT / "docs" / "handbook"
    return [
        Text(language, line, line)
        for language, name in HANDBOOK.items()
        for line in (folder / name).read_text(encoding="utf-8").splitlines()
    ]


def _find(
    text: Text, banned: dict[str, set[str]], exceptions: set[tuple[str, str]]
) -> list[tuple[str, str, str]]:
    """The banned words of a text, with its source and itself."""
    shown = PLACEHOLDER.sub(" ", text.text)
    return [
        (word, text.source, text.text)
        for word in sorted(banned.get(text.language, ()))
        if _stands_in(word, shown, text.language)
        and not any(
            word == excepted and text.source.startswith(start)
            for excepted, start in exceptions
        )
    ]


def _stands_in(word: str, text: str, language: str) -> bool:
    if language == "en":
        return bool(re.search(rf"\b{re.escape(word)}\b", text, re.IGNORECASE))
    return word in text
