"""Public offices, schools and hospitals: their place tells them, as a trade word would.

粤海街道办事处 and 招商街道办事处 are two; 中山二小 is 中山市第二小学.
"""

from __future__ import annotations

import re

from .places import split_city
from .tables import read_rows

_SHORT = dict(read_rows("words/short_institutions.tsv"))
_OFFICES = dict(read_rows("words/public_offices.tsv"))
_NUMBER = "[0-9]{1,3}|[一二三四五六七八九十]{1,3}"
_NUMBERED_SHORT = re.compile(
    rf"(?P<place>.*?)[省市县区]?第?(?P<number>{_NUMBER})"
    rf"(?P<short>{'|'.join(sorted(_SHORT, key=len, reverse=True))})"
)
# those of one letter say what they are only with a number
_UNNUMBERED = tuple(short for short in _SHORT if len(short) > 1 and short != "医院")
INSTITUTIONS = frozenset(_OFFICES.values())
_ENDING = re.compile(f"(?:{'|'.join(sorted(_OFFICES, key=len, reverse=True))})$")
_LEVEL = re.compile("(.{2,}?)(?:街道|[省市区县镇乡村局]|分局|社区|$)")
_STREET = re.compile("[路街道里巷村]$")
# the office of a company in a street is none of the public
_UNSURE = {"办事处"}
_LONGEST_STREET = 4
_SHORTEST = 2
_LAST = {short[-1] for short in _SHORT}
UNITS = "|".join(sorted({*_SHORT.values()}, key=len, reverse=True))


def spell_institution(text: str) -> str:
    """二小 as 第二小学, 实小 as 实验小学; other texts as they are."""
    if text[-1:] not in _LAST:
        return text
    if match := _NUMBERED_SHORT.fullmatch(text):
        place = text[: match.start("number")].removesuffix("第")
        if place:
            return f"{place}第{match['number']}{_SHORT[match['short']]}"
    for short in _UNNUMBERED:
        if text.endswith(short) and len(text) > len(short):
            return text.removesuffix(short) + _SHORT[short]
    return text


def split_office(text: str, known: str) -> tuple[str, str, str] | None:
    """Nearest place, kind of office, city; None for what is no public office.

    `known` is the city or province known from elsewhere.
    """
    match = _ENDING.search(text)
    if not match or not match.start():
        return None
    rest, city = split_city(text[: match.start()], known)
    levels = _LEVEL.findall(rest)
    where = levels[-1] if levels else city or known
    if match[0] in _UNSURE and not _is_street(rest, where):
        return None
    if len(where) < _SHORTEST:
        return None
    return where, _OFFICES[match[0]], city


def _is_street(rest: str, where: str) -> bool:
    is_short = len(where) <= _LONGEST_STREET
    return is_short and (where != rest or bool(_STREET.search(rest)))
