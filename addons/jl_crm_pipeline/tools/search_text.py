"""What somebody typed to find a customer: words, or a number in whatever writing.

A number is found by its digits, which PostgreSQL keeps (`crm_customer_digits` of
`name_search.py`): each part of a number that is found in them has the same digits.
"""

import re
import unicodedata

from odoo.addons.jl_crm_duplicate.tools import phone

from .name_search import has_gram

LONGEST = 100
FEWEST_DIGITS = 3
SHORTEST_ABROAD = 10
# of a number without its zero fewer would find too many
FEWEST_WITHOUT_ZERO = 8
_LEAD = re.compile(r"^\s*(?:手机|电话|传真|联系电话|tel|phone|mobile|fax)[.:：\s]*")  # noqa: RUF001
_NUMBER = re.compile(
    r"[\d\s+()\-./#*,;:、|\u2010-\u2015~]+(?:(?:转|分机|ext|内线|x)?[\d\s.:]*)"
)
_WILD = re.compile(r"([\\%_])")
_TRUNK = re.compile(r"(\+\s*\d+)\s*\(0\)")
_DASHED = re.compile(r"(.*\d)\s*[-\u2010-\u2015]\s*\d{1,4}\s*")


def read_patterns(text):
    """Return what a row must have of it to be found: one of several.

    :param str text: as somebody typed it
    :return: list of patterns of ILIKE, each a list all of which the row must have
    """
    text = " ".join((text or "").replace("\x1f", " ").split())[:LONGEST]
    numbers = read_digits(text)
    words = [text] if numbers else text.split()
    return [[_contain(word) for word in words], *([_contain(one)] for one in numbers)]


def is_narrow(patterns):
    """Whether each of the ways to find a row is found by its grams."""
    return all(any(map(has_gram, way)) for way in patterns)


def read_digits(text):
    """Return the digits by which a typed number is found; none: it is no number.

    :param str text: as somebody typed it
    :return: list of strings of digits, one of which a number has to contain
    """
    folded = unicodedata.normalize("NFKC", text).lower()
    folded = _LEAD.sub("", folded)
    if len(_digits(folded)) < FEWEST_DIGITS or not _NUMBER.fullmatch(folded):
        return []
    found = [one for part in phone.split_phones(folded) for one in _read_part(part)]
    return list(dict.fromkeys(found))


def _read_part(part):
    """Return the ways in which one number may be kept."""
    part = _TRUNK.sub(r"\1", part)
    ways = [part, phone.drop_extension(part)]
    match = _DASHED.fullmatch(ways[-1])
    if match and _is_whole(match[1], ways[-1]):
        ways.append(match[1])
    found = [one for way in ways for one in _strip_prefixes(way)]
    return [one for one in found if len(one) >= FEWEST_DIGITS]


def _is_whole(number, all_of_it):
    """Whether what stands before a dash is a number, and behind it an extension."""
    digits = _digits(number)
    if phone.is_mobile(_digits(all_of_it)):
        return False
    has_area = digits.startswith("0") or "+" in number
    return len(digits) >= 10 if has_area else len(digits) in (7, 8)


def _strip_prefixes(way):
    digits = _digits(way)
    # two zeros of fewer digits are from within a number
    is_abroad = digits.startswith("00") and len(digits) >= SHORTEST_ABROAD
    if is_abroad or way.lstrip(" (").startswith("+"):
        digits = digits.removeprefix("00")
        rest = digits[2:].lstrip("0") if digits.startswith("86") else ""
        return [rest or digits]
    ways = [digits]
    if digits.startswith("86") and len(digits) >= 11:
        ways.append(digits[2:].lstrip("0"))
    if digits.startswith("0") and len(digits.lstrip("0")) >= FEWEST_WITHOUT_ZERO:
        ways.append(digits.lstrip("0"))
    return ways


def _digits(text):
    return re.sub(r"\D", "", text)


def _contain(text):
    escaped = _WILD.sub(r"\\\1", text)
    return f"%{escaped}%"
