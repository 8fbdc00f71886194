"""Better words for terms of Odoo, kept by an add-on of ours.

An add-on has them in ``i18n_odoo/<language>.po``. The context names the modules whose
term is meant; occurrences, where there are any, narrow it down to these places::

    msgctxt "crm sale"
    msgid "Salesperson"
    msgstr "负责人"
"""

import functools
import re
from contextlib import suppress
from typing import NamedTuple

import polib

from odoo.tools.misc import file_path
from odoo.tools.translate import get_po_paths

FOLDER = "i18n_odoo"
PLACE = re.compile(r"model(?:_terms)?:([\w.]+),(\w+):(\w+\.\S+)")
BLOCK = re.compile(r'^msgid ((?:".*"\n)+)', re.MULTILINE)


class Word(NamedTuple):
    """What is shown instead of a module's translation of a text."""

    value: str
    places: frozenset


class Place(NamedTuple):
    """Where a text stands: a field of a record with an external id."""

    model: str
    field: str
    xmlid: str


@functools.cache
def read_words(addon, lang):
    """Return the words of an add-on by module and text.

    :param str addon: its name
    :param str lang: code of the language
    :rtype: dict[str, dict[str, Word]]
    """
    words = {}
    with suppress(FileNotFoundError):
        for entry in polib.pofile(file_path(f"{addon}/{FOLDER}/{lang}.po")):
            word = Word(entry.msgstr, frozenset(_read_places(entry)))
            for module in entry.msgctxt.split():
                words.setdefault(module, {})[entry.msgid] = word
    return words


def find_places(module, lang, sources):
    """Return where a module has the texts, and how it translates them.

    :param str module: its name
    :param str lang: code of the language
    :param sources: the texts in English
    :return: places by text, translations by text
    :rtype: tuple[dict[str, set[Place]], dict[str, set[str]]]
    """
    places, translations = {}, {}
    # the template knows places better, where it is there
    for path in (*get_po_paths(module, lang), *_find_template(module)):
        for entry in _pick(path, sources):
            places[entry.msgid] = set(_read_places(entry))
            # a place that nobody has translated is empty
            translations.setdefault(entry.msgid, {""}).add(entry.msgstr)
    return places, translations


def _find_template(module):
    with suppress(FileNotFoundError):
        yield file_path(f"{module}/i18n/{module}.pot")


def _pick(path, sources):
    """Parse only the entries that are asked for: base has seven thousand."""
    with open(path, encoding="utf-8") as file:
        blocks = file.read().split("\n\n")
    picked = [block for block in blocks if _read_source(block) in sources]
    return polib.pofile("\n\n".join([blocks[0], *picked]))


def _read_source(block):
    found = BLOCK.search(block + "\n")
    lines = found[1].splitlines() if found else ()
    return "".join(polib.unescape(line[1:-1]) for line in lines)


def _read_places(entry):
    for occurrence, _line in entry.occurrences:
        if found := PLACE.match(occurrence):
            yield Place(*found.groups())
