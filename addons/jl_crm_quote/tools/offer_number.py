"""Numbers and texts as people write them into cells."""

from __future__ import annotations

import math
import re
import unicodedata
from datetime import date, datetime, time, timedelta

LONGEST_TEXT = 2_000
_MONEY = re.compile(r"[¥$€£元圆]|rmb|cny|usd|eur|hkd", re.IGNORECASE)
_GROUPED = re.compile(r"[+-]?\d{1,3}(?:,\d{3})+(?:\.\d+)?")
_PLAIN = re.compile(r"[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:e[+-]?\d{1,2})?", re.IGNORECASE)
_TENTHS = re.compile(r"(\d(?:\.\d)?|\d\d)折")
_BLANKS = re.compile(r"\s+")
DIGITS = 9


def read_text(value: object) -> str:
    """What stands in a cell, in one line; 1001.0 as 1001."""
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        value = int(value)
    text = unicodedata.normalize("NFC", str(value)).replace("\x00", "")
    return _BLANKS.sub(" ", text).strip()


def is_date(value: object) -> bool:
    return isinstance(value, (date, datetime, time, timedelta))


def read_number(value: object) -> float | None:
    """A number with currency signs, thousands and full-width digits; None if none."""
    if isinstance(value, bool) or value is None or is_date(value):
        return None
    if isinstance(value, (int, float)):
        return _finite(value)
    text = unicodedata.normalize("NFKC", str(value)).replace(" ", "")
    text = _MONEY.sub("", text)
    if _GROUPED.fullmatch(text):
        text = text.replace(",", "")
    return _finite(text) if _PLAIN.fullmatch(text) else None


def _finite(value: object) -> float | None:
    try:
        number = float(value)
    except OverflowError:
        return None
    return round(number, DIGITS) if math.isfinite(number) else None


def read_rate(value: object, is_percent: bool = False) -> float | None:
    """A rate in percent: 13%, 13, or 0.13 in a cell that is shown as percent."""
    if isinstance(value, str):
        text = unicodedata.normalize("NFKC", value).strip()
        return read_number(text.removesuffix("%"))
    number = read_number(value)
    if number is None or not is_percent:
        return number
    return _finite(number * 100)


def read_tax(value: object, is_percent: bool = False) -> float | None:
    """A tax rate in percent; a share such as 0.13 is one as well."""
    rate = read_rate(value, is_percent)
    if rate is not None and 0 < rate < 1 and not _says_percent(value, is_percent):
        rate = round(rate * 100, DIGITS)
    return rate


def read_discount(value: object, is_percent: bool = False) -> float | None:
    """What is taken off, in percent; 9折 is 10, 85折 is 15.

    A bare share such as 0.9 is none: some mean a tenth off, others nine tenths.
    """
    if isinstance(value, str):
        text = unicodedata.normalize("NFKC", value).strip()
        if tenths := _TENTHS.fullmatch(text):
            share = float(tenths[1])
            return round(100 - (share if share > 10 else share * 10), DIGITS)
    rate = read_rate(value, is_percent)
    if rate is not None and 0 < rate < 1 and not _says_percent(value, is_percent):
        return None
    return rate


def _says_percent(value: object, is_percent: bool) -> bool:
    return is_percent or "%" in unicodedata.normalize("NFKC", str(value))
