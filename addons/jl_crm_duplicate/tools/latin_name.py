"""Reading company names in Latin letters, and in any other script but Chinese."""

from __future__ import annotations

import re

from .english_industries import WORDS, find_english_root
from .name_parts import NameParts
from .places import find_place_in_pinyin
from .tables import read_words
from .text import split_words, strip_accents

_LEGAL_FORMS = read_words("words/legal_forms.txt")
_BRANCH = "branch"
_JOINED = re.compile(r"[.'\u2019`]")


def parse_latin_name(folded: str, _city: str = "") -> NameParts:
    """What tells the company comes first: Songda Electronics Co., Ltd. is songda."""
    words = split_words(_JOINED.sub("", strip_accents(folded)))
    words, mark = _take_branch(words)
    core = [word for word in words if word not in _LEGAL_FORMS] or words
    core, city = _take_place(core)
    end = len(core)
    while end > 1 and core[end - 1] in WORDS:
        end -= 1
    is_full = bool(words) and words[-1] in _LEGAL_FORMS
    industry = " ".join(core[end:])
    root = find_english_root(industry)
    return NameParts("".join(core[:end]), industry, root, city, mark, is_full)


def _take_branch(words: list[str]) -> tuple[list[str], str]:
    """Songda Ltd Shenzhen Branch: the word before says which one."""
    if len(words) > 2 and words[-1] == _BRANCH:
        return words[:-2], words[-2] + _BRANCH
    return words, ""


def _take_place(words: list[str]) -> tuple[list[str], str]:
    """The city in front, or at the end as in Songda Technology (Beijing)."""
    city = ""
    if len(words) > 1 and (found := find_place_in_pinyin(words[-1])):
        words, city = words[:-1], found
    if len(words) > 1 and (found := find_place_in_pinyin(words[0])):
        words, city = words[1:], found
    return words, city
