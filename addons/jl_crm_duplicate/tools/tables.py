"""Reading the tables beside this module."""

from __future__ import annotations

from pathlib import Path

_FOLDER = Path(__file__).parent / "tables"


def read_rows(name: str) -> list[list[str]]:
    """Lines of a file, split at the tabs."""
    text = (_FOLDER / name).read_text(encoding="utf-8")
    return [line.split("\t") for line in text.splitlines()]


def read_words(name: str) -> frozenset[str]:
    """Lines of a file that holds one word each."""
    return frozenset(line for [line] in read_rows(name))
