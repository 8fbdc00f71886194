"""Numbers in Chinese names, in one writing: 101, 一零一, 壹零壹 and 一百零一."""

from __future__ import annotations

import re

_DIGITS = "零一二三四五六七八九"
_SPELLED = str.maketrans("0123456789", _DIGITS)
_ONE_WRITING = str.maketrans("\u3007壹贰叁肆伍陆柒捌玖幺", "零一二三四五六七八九一")
_ANY = re.compile("[0-9零\u3007一二三四五六七八九十壹贰叁肆伍陆柒捌玖幺]")
# a digit beside a letter belongs to it: 3M
_ARABIC = re.compile(r"(?<![a-z0-9.])\d+(?![a-z0-9])")
_RUN = re.compile("[零\u3007一二三四五六七八九壹贰叁肆伍陆柒捌玖幺]{2,}")
_VALUE = re.compile(
    "(?=.{2,})(?:(?P<thousands>[一二三四五六七八九])千)?"
    "(?:零?(?P<hundreds>[一二三四五六七八九])百)?"
    "(?:零?(?P<tens>[一二三四五六七八九]?)(?P<ten>十))?"
    "(?:零?(?P<ones>[一二三四五六七八九]))?"
)
_COUNTED = re.compile(
    "[零一二三四五六七八九十百千]*[十百千][零一二三四五六七八九十百千]*"
)


def spell_numbers(text: str) -> str:
    """A folded text whose numbers are written digit by digit, as one says them."""
    if not _ANY.search(text):
        return text
    text = _ARABIC.sub(lambda match: match[0].translate(_SPELLED), text)
    text = _RUN.sub(lambda match: match[0].translate(_ONE_WRITING), text)
    return _COUNTED.sub(_spell_value, text)


def is_number(text: str) -> bool:
    """Whether a spelled text is a number and nothing else."""
    return bool(text) and not text.strip(_DIGITS)


def _spell_value(match: re.Match) -> str:
    """一百零一 as 一零一; what is no number stays: 千百, 十."""
    parts = _VALUE.fullmatch(match[0])
    if not parts:
        return match[0]
    tens = (parts["tens"] or "一") if parts["ten"] else ""
    value = sum(
        _DIGITS.index(digit or "零") * unit
        for digit, unit in (
            (parts["thousands"], 1000),
            (parts["hundreds"], 100),
            (tens, 10),
            (parts["ones"], 1),
        )
    )
    return str(value).translate(_SPELLED)
