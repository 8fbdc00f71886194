"""What the picture of the sales funnel takes, over a million opportunities.

The peer, in the same run: Odoo's own groups of the same opportunities by stage, which
know neither the conversion nor the parts of the persons.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from benchmarks.common.base import Base
from benchmarks.common.report import Figures, report

if TYPE_CHECKING:
    import argparse

    from workshop.runtime import Runtime

LEADS = 1_000_000
ROUNDS = 5
MOST_MS = 1000.0
STOCK = "stock"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--leads", type=int, default=LEADS, metavar="N")
    parser.add_argument("--rounds", type=int, default=ROUNDS, metavar="N")


def run(runtime: Runtime, args: argparse.Namespace) -> int:
    figures = measure(runtime, args)
    return report(figures, find_misses(figures))


def measure(runtime: Runtime, args: argparse.Namespace) -> Figures:
    with Base.open(runtime, __name__) as base:
        base.install()
        base.call(f"Fill {args.leads:,} opportunities", "base", "fill", args.leads)
        return base.measure(args.rounds)


def find_misses(figures: Figures) -> list[str]:
    """The targets that were missed, as sentences."""
    return [
        f"{who}, {page}: {times['p50']:.0f} ms, not {MOST_MS:g}"
        for who, pages in figures.items()
        for page, times in pages.items()
        if not page.startswith(STOCK) and times["p50"] > MOST_MS
    ]
