"""The judgement of the benchmark of offers in Excel."""

from __future__ import annotations

import pytest

from benchmarks.offer_import import find_misses

pytestmark = pytest.mark.no_odoo


def make_figures(seconds: float, preview: float, reader: float) -> dict:
    return {
        "preview": {"seconds": seconds, "megabytes": preview},
        "reader": {"seconds": 1.0, "megabytes": reader},
    }


def test_all_targets_met():
    assert find_misses(make_figures(9.9, 299.0, 60.0)) == []


@pytest.mark.parametrize(
    ("figures", "words"),
    [
        ((10.5, 1.0, 1.0), "preview: 10.5 s, not 10"),
        ((1.0, 310.0, 1.0), "preview: 310 MB, not 300"),
        ((1.0, 1.0, 310.0), "reader: 310 MB, not 300"),
    ],
)
def test_a_missed_target_is_named(figures, words):
    assert find_misses(make_figures(*figures)) == [words]
