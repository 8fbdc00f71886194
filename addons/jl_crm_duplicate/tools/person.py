"""Names of contacts."""

from __future__ import annotations

import re

from .tables import read_words
from .text import compact, fold

_WORDS = sorted(read_words("words/titles.txt"), key=len, reverse=True)
_TITLE = re.compile(f"(?:{'|'.join(_WORDS)})+$")
# 陈水生 is a name, 陈生 is Mr Chen
_SURNAME_AND_TITLE = re.compile("老?.[总工生董姐哥]|[小老阿].")
_SHORTEST = 2


def fold_person(text: str | None) -> str:
    """A name that can tell somebody; empty for 王总 and 李小姐."""
    name = compact(fold(text))
    if _SURNAME_AND_TITLE.fullmatch(name):
        return ""
    name = _TITLE.sub("", name)
    return name if len(name) >= _SHORTEST else ""
