"""Simplified characters as traditional ones."""

from __future__ import annotations

from duplicate_engine.tables import read_rows

# where the common traditional characters are
COMMON = range(0x4E00, 0xA000)


def _read_traditional() -> dict[int, str]:
    """The first of several; rare variants come last in the table."""
    found: dict[int, str] = {}
    for traditional, simplified in read_rows("simplified.tsv"):
        if ord(traditional) in COMMON and ord(simplified) in COMMON:
            found.setdefault(ord(simplified), traditional)
    return found


_TRADITIONAL = _read_traditional()


def to_traditional(text: str) -> str:
    return text.translate(_TRADITIONAL)
