"""The benchmark of the runs: its judgement."""

from __future__ import annotations

import pytest

from benchmarks.duplicate_run import find_misses

pytestmark = pytest.mark.no_odoo

GOOD = {
    "whole run": 30.0,
    "same run again": 25.0,
    "1,000 changed": 2.0,
    "memory": 200_000_000,
    "peer": 3.0,
}


def test_all_targets_met():
    assert find_misses(GOOD) == []


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"whole run": 46.0}, "whole run: 46.0 s, not 45"),
        ({"same run again": 50.0}, "same run again: 50.0 s"),
        ({"1,000 changed": 6.0}, "1,000 changed: 6.0 s, not 5"),
        ({"memory": 500_000_000}, "500 MB of memory"),
        ({"peer": 1.0}, "30.0 times as long"),
    ],
)
def test_a_missed_target_is_named(change, words):
    [miss] = find_misses(GOOD | change)

    assert words in miss
