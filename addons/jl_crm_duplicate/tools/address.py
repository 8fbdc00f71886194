"""Street addresses."""

from __future__ import annotations

import re

from .places import strip_places
from .text import compact, fold

_COUNTERS = re.compile("号|室|房|栋|座|幢|楼|层|弄|单元|铺|#")
_SHORTEST = 5
# province, city, district and town may each stand in front
_LEVELS = 4


def fold_address(text: str | None) -> str:
    """Street, numbers and building without the places in front of them.

    Empty when there is no number: a street alone tells nobody.
    """
    rest = compact(fold(text))
    for _level in range(_LEVELS):
        shorter = strip_places(rest).rest
        if shorter == rest:
            break
        rest = shorter
    words = _COUNTERS.sub(" ", rest).split()
    is_exact = len(rest) >= _SHORTEST and any(map(str.isdigit, rest))
    return " ".join(words) if is_exact else ""
