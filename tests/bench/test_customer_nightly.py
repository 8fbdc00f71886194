"""The judgement of the nightly benchmark."""

from __future__ import annotations

import pytest

from benchmarks.customer_nightly import find_misses

GOOD = {
    "first night": 50.0,
    "quiet night": 20.0,
    "usual night": 25.0,
    "memory": 200_000_000,
    "peer": 5_000.0,
}


def test_all_targets_met():
    assert find_misses(GOOD) == []


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"usual night": 61.0}, "usual night took 61.0 s, not 60"),
        ({"memory": 500_000_000}, "500 MB of memory"),
        ({"peer": 100.0}, "2.0 times as long only"),
    ],
)
def test_a_missed_target_is_named(change, words):
    [miss] = find_misses(GOOD | change)

    assert words in miss
