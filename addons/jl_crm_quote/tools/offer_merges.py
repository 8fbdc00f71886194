"""What openpyxl does not tell when it reads a sheet row by row."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from openpyxl.utils import range_boundaries

if TYPE_CHECKING:
    import zipfile

CHUNK = 1 << 20
# longer than any tag of a row
OVERLAP = 4096
MOST_RANGES = 20_000
_MERGE = re.compile(
    rb"<(?:\w+:)?mergeCell\s[^<>]*?ref=[\"']([A-Z]{1,3}\d{1,7}:[A-Z]{1,3}\d{1,7})[\"']"
)
_FORMULA = re.compile(rb"<(?:\w+:)?f[\s>/]")
_ROW = re.compile(rb"<(?:\w+:)?row(?=[\s>/])([^<>]*)>")
_NUMBER = re.compile(rb"\sr\s*=\s*[\"'](\d{1,7})[\"']")
_HIDDEN = re.compile(rb"\shidden\s*=\s*[\"'](?:1|true|on)[\"']")


class Extras(NamedTuple):
    """The ranges (first column, first row, last column, last row), and more.

    Hidden are rows that a filter, a group or a person has taken out of sight.
    """

    merges: list[tuple[int, int, int, int]]
    has_formulas: bool
    hidden: frozenset[int]


def scan_sheet(archive: zipfile.ZipFile, path: str) -> Extras:
    """Look through the text of a sheet for merged cells, formulas and hidden rows."""
    found: dict[bytes, None] = {}
    hidden: set[int] = set()
    has_formulas = False
    last = 0
    for text in _iter_tags(archive, path):
        if len(found) < MOST_RANGES:
            found.update(dict.fromkeys(_MERGE.findall(text)))
        has_formulas = has_formulas or _FORMULA.search(text) is not None
        for attributes in _ROW.findall(text):
            number = _NUMBER.search(attributes)
            last = int(number[1]) if number else last + 1
            if _HIDDEN.search(attributes):
                hidden.add(last)
    ranges = [range_boundaries(one.decode()) for one in found]
    return Extras(ranges, has_formulas, frozenset(hidden))


def _iter_tags(archive: zipfile.ZipFile, path: str):
    """The text of a sheet in pieces that end in front of a tag."""
    rest = b""
    with archive.open(path.lstrip("/")) as part:
        while chunk := part.read(CHUNK):
            text = rest + chunk
            place = text.rfind(b"<")
            if place < 0 or len(text) - place > OVERLAP:
                place = max(place + OVERLAP, len(text) - OVERLAP)
            yield text[:place]
            rest = text[place:]
    yield rest
