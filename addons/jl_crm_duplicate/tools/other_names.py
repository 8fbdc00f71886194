"""Other names that stand in a company name: 松大电子 (原恒信电子厂)."""

from __future__ import annotations

import re
from typing import NamedTuple

from .industries import names_business
from .tables import read_words
from .text import compact


def _any_of(words: frozenset[str]) -> str:
    return "|".join(sorted(map(re.escape, words), key=len, reverse=True))


_MARKERS = _any_of(read_words("words/other_names.txt"))
# 原木 and 现代 are words, 原恒信 is what a company was called
_OTHER_WORDS = _any_of(read_words("words/not_other_names.txt"))
# 原力光食品有限公司 is a company all the same
_FIRM = r"(?:公司|厂)[\s)\]】]*$"
_WAS = rf"(?!(?:{_OTHER_WORDS})(?!.*{_FIRM}))[原现]"
_QUOTES = " \"'“”\u2018\u2019"
_SAYS = rf"(?:{_MARKERS}|{_WAS})[:为是叫\-{_QUOTES}]*"
_BRACKETED = re.compile(
    rf"[(\[【{{<《「\u3014]\s*{_SAYS}([^()\[\]【】{{}}<>《》「」\u3014\u3015]+)"
    r"[)\]】}>》」\u3015]?"
)
_BEHIND = re.compile(rf"(?<=.{{3}})[\s,;、/]+{_SAYS}(\S.+)$")
# most names have none of these
_TOLD = re.compile(rf"[原现]|{_MARKERS}")
_SHORTEST = 2


class Names(NamedTuple):
    own: str
    others: tuple[str, ...]


def split_names(folded: str) -> Names:
    """The name, and the other names that it says the company has or had."""
    patterns = (_BRACKETED, _BEHIND) if _TOLD.search(folded) else ()
    for pattern in patterns:
        match = pattern.search(folded)
        other = match[1].strip(_QUOTES) if match else ""
        own = pattern.sub("", folded, count=1).strip() if other else ""
        if pattern is _BEHIND and not names_business(own):
            continue
        if min(len(compact(other)), len(compact(own))) >= _SHORTEST:
            return Names(own, (other,))
    return Names(folded, ())
