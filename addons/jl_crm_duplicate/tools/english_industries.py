"""Lines of business in English names, and what Chinese names call them.

Songda Electronic Technology and 松大电子科技 are then in one line of business: 电子.
"""

from __future__ import annotations

from .tables import read_rows

# an empty root stands for words that say as little as their Chinese counterparts
_ROOTS = dict(read_rows("words/english_industries.tsv"))
_LONGEST = max(len(phrase.split()) for phrase in _ROOTS)
WORDS = frozenset(word for phrase in _ROOTS for word in phrase.split())


def find_english_root(industry: str) -> str:
    """The Chinese root for words parted by blanks; longer phrases go first."""
    words = industry.split()
    roots = []
    while words:
        phrase = _first_phrase(words)
        roots.append(_ROOTS.get(phrase, ""))
        words = words[len(phrase.split()) :]
    return "".join(roots)


def _first_phrase(words: list[str]) -> str:
    phrases = (" ".join(words[:size]) for size in range(_LONGEST, 0, -1))
    return next((phrase for phrase in phrases if phrase in _ROOTS), words[0])
