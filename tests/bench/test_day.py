"""The judgement of the benchmark of a salesperson's day."""

from __future__ import annotations

import pytest

from benchmarks.day import find_misses
from benchmarks.day.goals import GOALS

CARD = "register from a name card"


def make_figures(**changes: float) -> dict:
    rows = {task: {**goal, "seconds": 2.0} for task, goal in GOALS.items()}
    rows[CARD] |= changes
    return {"tasks": rows}


def test_all_goals_met():
    assert find_misses(make_figures()) == []


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"clicks": 5}, f"{CARD}: 5 clicks, not 4"),
        ({"saves": 2}, f"{CARD}: 2 saves, not 1"),
        ({"windows": 1}, f"{CARD}: 1 windows, not 0"),
    ],
)
def test_a_missed_goal_is_named(changes, words):
    assert find_misses(make_figures(**changes)) == [words]


def test_a_task_that_was_not_measured_is_named():
    figures = make_figures()
    del figures["tasks"][CARD]

    assert find_misses(figures) == [f"{CARD}: was not measured"]
