"""What each task may take at most; what is not named has no goal."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from benchmarks.common.report import Figures

GOALS: dict[str, dict[str, int]] = {
    "what is due today": {"clicks": 0, "saves": 0, "windows": 0},
    "find by a contact's mobile": {"fields": 1, "clicks": 1, "server ms": 50},
    "register from a name card": {"clicks": 4, "saves": 1, "windows": 0},
    # the record, and the list in which the customer is chosen
    "contact record on a phone": {"clicks": 4, "saves": 1, "windows": 2},
    "contact record of a plan on a phone": {"clicks": 4, "saves": 1, "windows": 1},
    "opportunity from a customer": {"clicks": 4, "saves": 1},
    "three companies of a clerk": {"saves": 3, "windows": 0},
}


def find_misses(figures: Figures) -> list[str]:
    """The goals that were missed, as sentences."""
    rows = figures["tasks"]
    misses = [f"{task}: was not measured" for task in GOALS.keys() - rows.keys()]
    for task, goal in GOALS.items():
        for what, most in goal.items():
            if rows.get(task, {}).get(what, 0) > most:
                misses.append(f"{task}: {rows[task][what]:.0f} {what}, not {most}")
    return misses
