"""The judgement of the benchmark of the workplace."""

from __future__ import annotations

import pytest

from benchmarks.workplace import find_misses


def measured(page=100.0, people=100.0, listed=20.0, statements=20):
    rows = {
        "workplace": {"p50": page},
        "people, afterwards": {"p50": people},
        "list of customers": {"p50": listed},
        "statements": {"count": statements},
    }
    return {"a clerk": rows}


def test_all_targets_met():
    assert find_misses(measured()) == []


@pytest.mark.parametrize(
    ("figures", "words"),
    [
        (measured(page=301.0), "a clerk, workplace: 301 ms, not 300"),
        (measured(people=700.0), "a clerk, people, afterwards: 700 ms, not 600"),
        (measured(listed=200.0), "a clerk, list of customers: 200 ms, not 150"),
        (measured(statements=51), "a clerk: 51 statements, not 50"),
    ],
)
def test_a_missed_target_is_named(figures, words):
    assert find_misses(figures) == [words]
