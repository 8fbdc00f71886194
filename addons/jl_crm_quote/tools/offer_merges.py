"""What openpyxl does not tell when it reads a sheet row by row."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from openpyxl.utils import range_boundaries

if TYPE_CHECKING:
    import zipfile

CHUNK = 1 << 20
OVERLAP = 256
MOST_RANGES = 20_000
_MERGE = re.compile(
    rb"<(?:\w+:)?mergeCell\s[^<>]*?ref=[\"']([A-Z]{1,3}\d{1,7}:[A-Z]{1,3}\d{1,7})[\"']"
)
_FORMULA = re.compile(rb"<(?:\w+:)?f[\s>/]")


class Extras(NamedTuple):
    """The ranges (first column, first row, last column, last row), and formulas."""

    merges: list[tuple[int, int, int, int]]
    has_formulas: bool


def scan_sheet(archive: zipfile.ZipFile, path: str) -> Extras:
    """Look through the text of a sheet for merged cells and formulas."""
    found: dict[bytes, None] = {}
    has_formulas = False
    tail = b""
    with archive.open(path.lstrip("/")) as part:
        while chunk := part.read(CHUNK):
            text = tail + chunk
            if len(found) < MOST_RANGES:
                found.update(dict.fromkeys(_MERGE.findall(text)))
            has_formulas = has_formulas or _FORMULA.search(text) is not None
            tail = text[-OVERLAP:]
    ranges = [range_boundaries(one.decode()) for one in found]
    return Extras(ranges, has_formulas)
