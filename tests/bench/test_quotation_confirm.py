"""The judgement of the benchmark of a confirmation."""

from __future__ import annotations

import pytest

from benchmarks.quotation_confirm import find_misses


def make_figures(ours: float) -> dict:
    return {"stock": {"p50": 60.0}, "below": {"p50": 70.0}, "ours": {"p50": ours}}


def test_target_met():
    assert find_misses(make_figures(72.0)) == []


@pytest.mark.parametrize(("ours", "count"), [(73.0, 1), (85.0, 2)])
def test_a_missed_target_is_named(ours, count):
    misses = find_misses(make_figures(ours))

    assert len(misses) == count
    assert misses[0].startswith(f"confirm: {ours:.1f} ms, not 72.0 (stock)")
