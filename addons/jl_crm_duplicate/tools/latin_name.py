"""Reading company names in Latin letters, and in any other script but Chinese."""

from __future__ import annotations

import re

from .english_industries import WORDS, find_english_root
from .name_parts import NameParts
from .places import find_place_in_pinyin, find_places_in_pinyin
from .tables import read_words
from .text import split_words, strip_accents

_LEGAL_FORMS = read_words("words/legal_forms.txt")
_BRANCH = "branch"
_KINDS_OF_PLACES = {"city", "town", "district", "province", "county"}
_EVERYWHERE = {"china"}
# Zhong Shan
_LONGEST_PLACE = 3
_JOINED = re.compile(r"[.'\u2019`]")


def parse_latin_name(folded: str, city: str = "") -> NameParts:
    """What tells the company comes first: Songda Electronics Co., Ltd. is songda."""
    words = split_words(_JOINED.sub("", strip_accents(folded)))
    # Công ty, the company in front of a Vietnamese name
    if "".join(words[:2]) in _LEGAL_FORMS:
        words = words[2:] or words
    words, mark = _take_branch(words)
    core = [word for word in words if word not in _LEGAL_FORMS] or words
    core, place = _take_place(core, city)
    end = len(core)
    while end > 1 and core[end - 1] in WORDS:
        end -= 1
    is_full = bool(words) and words[-1] in _LEGAL_FORMS
    industry = " ".join(core[end:])
    root = find_english_root(industry)
    return NameParts("".join(core[:end]), industry, root, place, mark, is_full)


def _take_branch(words: list[str]) -> tuple[list[str], str]:
    """Songda Ltd Shenzhen Branch: the word before says which one."""
    if len(words) > 2 and words[-1] == _BRANCH:
        return words[:-2], words[-2] + _BRANCH
    return words, ""


def _take_place(words: list[str], known: str) -> tuple[list[str], str]:
    """The city in front, or at the end as in Songda Technology (Beijing).

    Province, city and town may follow each other; the last one that is a city counts.
    """
    city = ""
    if len(words) > 1 and find_places_in_pinyin(words[-1]):
        words, city = words[:-1], find_place_in_pinyin(words[-1], known)
    while size := _count_place(words, city or known):
        city = find_place_in_pinyin(_join(words[:size]), city or known) or city
        words = words[size:]
    return words, city


def _count_place(words: list[str], known: str) -> int:
    """How many words in front name a place that fits; a trade word must stay."""
    for size in range(1, min(_LONGEST_PLACE + 1, len(words))):
        if find_places_in_pinyin(_join(words[:size]), known):
            has_kind = len(words) > size + 1 and words[size] in _KINDS_OF_PLACES
            count = size + has_kind
            if not WORDS.issuperset(words[count:]):
                return count
    return int(len(words) > 1 and words[0] in _EVERYWHERE)


def _join(words: list[str]) -> str:
    is_kind = len(words) > 1 and words[-1] in _KINDS_OF_PLACES
    return "".join(words[:-1] if is_kind else words)
