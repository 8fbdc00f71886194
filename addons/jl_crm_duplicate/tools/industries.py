"""Lines of business in company names."""

from __future__ import annotations

import re

from .tables import read_words
from .text import compact

# words that say little: 电子科技 is the same line of business as 电子
_GENERIC = read_words("words/generic_industries.txt")
WORDS = _GENERIC | read_words("industries.txt") | read_words("words/industries.txt")
_LONGEST = max(map(len, WORDS))
_GENERIC_WORD = re.compile("|".join(sorted(_GENERIC, key=len, reverse=True)))
_TWICE = re.compile(r"(..)\1")
# 公司, 厂, 店, 部, 行
_ENDS = set("司厂店部行")
# what is left of a name without its place and legal form keeps a word to be told by
_SHORTEST_TRADE = 2


def split_industry(body: str) -> tuple[str, str]:
    """Trade word and line of business: 松大电子科技 is 松大 and 电子科技.

    A word typed twice counts once.
    """
    end = len(body)
    while length := _last_word(body, end):
        end -= length
    return body[:end], _TWICE.sub(r"\1", body[end:])


def _last_word(body: str, end: int) -> int:
    """Length of the longest word that ends at `end` and leaves a trade word."""
    for length in range(min(_LONGEST, end - _SHORTEST_TRADE), 1, -1):
        if body[end - length : end] in WORDS:
            return length
    return 0


def names_business(folded: str) -> bool:
    """Whether a text ends with a legal form or a line of business, as companies do."""
    text = compact(folded)
    return text[-1:] in _ENDS or bool(split_industry(text)[1])


def is_business(text: str) -> bool:
    """Whether a text is a line of business and no more: 家具, 家具厂."""
    return text in WORDS or (text[-1:] in _ENDS and text[:-1] in WORDS)


def find_root(industry: str) -> str:
    """The line of business without the words that say little."""
    return _GENERIC_WORD.sub("", industry)
