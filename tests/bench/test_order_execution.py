"""The judgement of the benchmark of the orders' execution."""

from __future__ import annotations

import pytest

from benchmarks.order_execution import find_misses

pytestmark = pytest.mark.no_odoo


def make_figures(seconds: float, p95: float) -> dict:
    return {
        "refresh": {"seconds": seconds},
        "director, all": {"p50": 10.0, "p95": p95},
        "director, stock": {"p50": 10.0, "p95": 999.0},
    }


def test_all_targets_met():
    assert find_misses(make_figures(19.9, 299.0)) == []


@pytest.mark.parametrize(
    ("seconds", "p95", "words"),
    [
        (21.0, 100.0, "refresh: 21.0 s, not 20"),
        (5.0, 301.0, "director, all: 301 ms, not 300"),
    ],
)
def test_a_missed_target_is_named(seconds, p95, words):
    assert find_misses(make_figures(seconds, p95)) == [words]
