"""What the stages cost: opening the board, and moving a card with five conditions.

The peer, in the same run and on the same opportunities: stock Odoo, before the add-on
is installed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from benchmarks.common.base import Base
from benchmarks.common.report import Figures, report

if TYPE_CHECKING:
    import argparse

    from workshop.runtime import Runtime

LEADS = 100_000
ROUNDS = 30
MOST_TIMES = 1.25
MOST_MS_MORE = 150.0


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--leads", type=int, default=LEADS, metavar="N")
    parser.add_argument("--rounds", type=int, default=ROUNDS, metavar="N")


def run(runtime: Runtime, args: argparse.Namespace) -> int:
    figures = measure(runtime, args)
    return report(figures, find_misses(figures))


def measure(runtime: Runtime, args: argparse.Namespace) -> Figures:
    with Base.open(runtime, __name__) as base:
        base.call(f"Fill {args.leads:,} opportunities", "base", "fill", args.leads)
        stock = base.measure(args.rounds, title="Measure stock Odoo")
        base.install()
        ours = base.measure(args.rounds, title="Measure the add-on")
    return {"stock": stock, "ours": ours}


def find_misses(figures: Figures) -> list[str]:
    """The targets that were missed, as sentences."""
    stock, ours = figures["stock"], figures["ours"]
    misses = []
    most = MOST_TIMES * stock["board"]["p50"]
    if ours["board"]["p50"] > most:
        misses.append(f"board: {ours['board']['p50']:.0f} ms, not {most:.0f}")
    more = ours["move"]["p50"] - stock["move"]["p50"]
    if more > MOST_MS_MORE:
        misses.append(f"move: {more:.0f} ms more than stock, not {MOST_MS_MORE:g}")
    return misses
