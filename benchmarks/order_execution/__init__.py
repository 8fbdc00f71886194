"""What the figures of 100,000 orders take: refreshing all, and a page of “My Orders”.

The peer, in the same run and under the same rights: Odoo's own list of the same orders.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from benchmarks.common.base import QUOTE, Base
from benchmarks.common.report import Rows, conclude, say_rows

if TYPE_CHECKING:
    import argparse

    from workshop.runtime import Runtime

ORDERS = 100_000
ROUNDS = 30
MOST_SECONDS = 20.0
MOST_MS = 300.0
REFRESH = "refresh"
STOCK = "stock"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--orders", type=int, default=ORDERS, metavar="N")
    parser.add_argument("--rounds", type=int, default=ROUNDS, metavar="N")


def run(runtime: Runtime, args: argparse.Namespace) -> int:
    figures = measure(runtime, args)
    say_rows(figures, "  {:<28}")
    return conclude(find_misses(figures))


def measure(runtime: Runtime, args: argparse.Namespace) -> Rows:
    with Base.open(runtime, __name__, addon=QUOTE) as base:
        base.install()
        base.call(f"Fill {args.orders:,} orders", "base", "fill", args.orders)
        return base.measure(args.rounds)


def find_misses(figures: Rows) -> list[str]:
    """The targets that were missed, as sentences."""
    misses = []
    seconds = figures[REFRESH]["seconds"]
    if seconds > MOST_SECONDS:
        misses.append(f"refresh: {seconds:.1f} s, not {MOST_SECONDS:g}")
    for what, times in figures.items():
        is_ours = what != REFRESH and not what.endswith(STOCK)
        if is_ours and times["p95"] > MOST_MS:
            misses.append(f"{what}: {times['p95']:.0f} ms, not {MOST_MS:g}")
    return misses
