"""Say what a benchmark measured, and what it missed."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from workshop.console import say

if TYPE_CHECKING:
    from pathlib import Path

Rows = dict[str, dict[str, float]]
Figures = dict[str, Rows]


def report(figures: Figures, misses: list[str]) -> int:
    """Say the rows of each one who was measured; return the exit status."""
    for who, rows in figures.items():
        say(f"\n{who}")
        say_rows(rows, "  {:<20}")
    return conclude(misses)


def say_rows(rows: Rows, title: str, value: str = "{:8.1f}") -> None:
    """One line for each row; `title` and `value` are formats of what they name."""
    for name, values in rows.items():
        cells = (f"{key} {value.format(number)}" for key, number in values.items())
        say(f"{title.format(name)} {'  '.join(cells)}")


def conclude(misses: list[str]) -> int:
    """Say what was missed; return the exit status."""
    for miss in misses:
        say(f"✗ {miss}")
    return 1 if misses else 0


def leave(path: Path, figures: Any) -> None:
    """Leave what was measured for who reports it."""
    path.write_text(json.dumps(figures, indent=2) + "\n", encoding="utf-8")
