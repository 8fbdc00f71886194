"""Phone numbers in any writing."""

from __future__ import annotations

import re

from .text import fold

_SHORTEST, _LONGEST = 7, 15
_MOST = 20
_LONGEST_CELL, _LONGEST_PART = 512, 48
_SEPARATOR = re.compile(r"[/;,、|\\&]| {2,}|或|和|及|:(?=\D*\d)|[\r\n]")
_EXTENSION = re.compile(r"(?:转|分机|ext\.?|内线|x|#).*")
_DASHED_EXTENSION = re.compile(r"(.*\d{6,}.*?)-\d{1,4}")
_MOBILE = re.compile(r"1[3-9]\d{9}")
_WRITTEN_MOBILE = re.compile(r"(?<!\d)1[3-9]\d[ -]?\d{4}[ -]?\d{4}(?!\d)")
_BLANK_BETWEEN = re.compile(r"(?<=\d{7}) (?=[+(]?\d)")
_CHINA = re.compile(r"(?:\+|00)?\(?\+?86\)?")
# area codes of two digits: Beijing and the 02x; all others have three
_SHORT_AREA = re.compile(r"10|2\d")
_SHOWN_OF_LOCAL = 4
_DOMESTIC_LENGTHS = range(9, 12)


def find_phones(text: str | None) -> tuple[str, ...]:
    """National numbers in the order written: 13812345678, 76088123456, 4008123456.

    Numbers of other countries keep their plus: +14155552671.
    """
    numbers = [_read_number(part) for part in split_phones(text)]
    return tuple(dict.fromkeys(filter(None, numbers)))[:_MOST]


def split_phones(text: str | None) -> list[str]:
    """The parts of a cell in which people write several numbers, folded."""
    # blanks that separate would be folded to one
    cell = (text or "")[:_LONGEST_CELL].replace("\u3000", " ")
    parts = _SEPARATOR.split(cell) if cell else []
    folded = [fold(part) for part in parts[:_MOST]]
    return [one for part in folded for one in _split_folded(part)]


def _split_folded(part: str) -> list[str]:
    pieces = _SEPARATOR.split(part)
    return [number for piece in pieces for number in _split_blank(piece)]


def _split_blank(piece: str) -> list[str]:
    """Two numbers in one cell that only a blank parts."""
    if sum(map(str.isdigit, piece)) < _LONGEST:
        return [piece]
    mobiles = _WRITTEN_MOBILE.findall(piece)
    rest = _BLANK_BETWEEN.split(_WRITTEN_MOBILE.sub("  ", piece))
    # the country of a mobile that was taken out is no number by itself
    return [*mobiles, *(one for one in rest if _digits(_CHINA.sub("", one)))]


def _read_number(part: str) -> str:
    part = drop_extension(part[:_LONGEST_PART])
    digits = _digits(part)
    match = _DASHED_EXTENSION.fullmatch(part)
    if match and len(digits) > 11:
        part = match[1]
        digits = _digits(part)
    number = _strip_country(part, digits)
    plain = number.removeprefix("+")
    is_number = _SHORTEST <= len(plain) <= _LONGEST and len(set(plain)) > 1
    return number if is_number else ""


def drop_extension(part: str) -> str:
    """The number without the extension that a word announces."""
    return _EXTENSION.sub("", part).strip()


def _strip_country(part: str, digits: str) -> str:
    start = part.lstrip(" (")
    if start.startswith("+") or digits.startswith("00"):
        digits = digits.removeprefix("00")
        if not digits.startswith("86"):
            return f"+{digits}"
        return digits[2:].lstrip("0")
    # 86 without a plus is the country only where a number follows it
    if (
        digits.startswith("86")
        and len(digits.lstrip("86").lstrip("0"))
        and len(digits) > 10
    ):
        rest = digits[2:].lstrip("0")
        if _MOBILE.fullmatch(rest) or len(rest) in _DOMESTIC_LENGTHS:
            return rest
    return digits.lstrip("0")


def _digits(text: str) -> str:
    return "".join(filter(str.isdecimal, text))


def is_mobile(number: str) -> bool:
    return _MOBILE.fullmatch(number) is not None


def local_part(number: str) -> str:
    """What every writing of a number has: a landline may lack its area code."""
    return number if is_mobile(number) else number[-_SHORTEST:]


def mask_phone(number: str) -> str:
    """0760-8812**** for 76088123456: enough to know it again, not to call it."""
    if is_mobile(number) or number.startswith("+"):
        return f"{number[:-_SHOWN_OF_LOCAL]}****"
    area = _area_code(number)
    local = number[len(area) :]
    shown = f"{local[:-_SHOWN_OF_LOCAL]}****"
    return f"0{area}-{shown}" if area else shown


def _area_code(number: str) -> str:
    if len(number) not in _DOMESTIC_LENGTHS or number.startswith(("400", "800")):
        return ""
    return number[:2] if _SHORT_AREA.match(number) else number[:3]
