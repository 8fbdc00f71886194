"""The judgement of the benchmark of a confirmation."""

from __future__ import annotations

import pytest

from benchmarks.quotation_confirm import find_misses, sum_up


def make_figures(ours: float) -> dict:
    return sum_up({"stock": [60.0] * 3, "below": [70.0] * 3, "ours": [ours] * 3})


def test_target_met():
    assert find_misses(make_figures(72.0)) == []


@pytest.mark.parametrize(("ours", "count"), [(76.0, 1), (85.0, 2)])
def test_a_missed_target_is_named(ours, count):
    misses = find_misses(make_figures(ours))

    assert len(misses) == count
    assert misses[0] == f"confirm: {ours / 60:.2f} times stock, not 1.25"


def test_turns_are_compared_one_by_one():
    slower = {"stock": [10.0, 30.0, 20.0], "below": [10.0, 30.0, 20.0]}

    figures = sum_up({**slower, "ours": [11.0, 33.0, 40.0]})

    assert figures["ours"]["times stock"] == pytest.approx(1.1)
