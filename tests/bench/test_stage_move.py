"""The judgement of the benchmark of the stages."""

from __future__ import annotations

import pytest

from benchmarks.stage_move import find_misses


def make_figures(board: float, move: float) -> dict:
    stock = {"board": {"p50": 200.0}, "move": {"p50": 60.0}}
    return {"stock": stock, "ours": {"board": {"p50": board}, "move": {"p50": move}}}


def test_all_targets_met():
    assert find_misses(make_figures(board=240.0, move=150.0)) == []


@pytest.mark.parametrize(
    ("board", "move", "words"),
    [
        (251.0, 150.0, "board: 251 ms, not 250"),
        (240.0, 215.0, "move: 155 ms more than stock, not 150"),
    ],
)
def test_a_missed_target_is_named(board, move, words):
    [miss] = find_misses(make_figures(board, move))

    assert words in miss
