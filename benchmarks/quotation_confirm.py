"""What it takes to confirm a quotation that was reviewed.

The peers, in the same run and with the same quotations: stock Odoo, and the add-ons
below this one, which register the trade of the customer. They take turns, so that what
else the machine does falls on all of them alike.
"""

from __future__ import annotations

from contextlib import ExitStack, contextmanager
from typing import TYPE_CHECKING

from benchmarks.common.base import PIPELINE, QUOTE, Base
from benchmarks.common.clock import spread
from benchmarks.common.report import Rows, conclude, say_rows

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator

    from workshop.runtime import Runtime

ORDERS = 60
LINES = 10
TURNS = 4
MOST_TIMES = 1.2
PEERS = {"stock": None, "below": PIPELINE, "ours": QUOTE}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--orders", type=int, default=ORDERS, metavar="N")
    parser.add_argument("--lines", type=int, default=LINES, metavar="N")


def run(runtime: Runtime, args: argparse.Namespace) -> int:
    figures = measure(runtime, args)
    say_rows(figures, "  {:<6}")
    return conclude(find_misses(figures))


def measure(runtime: Runtime, args: argparse.Namespace) -> Rows:
    with ExitStack() as stack:
        bases = {
            name: stack.enter_context(_open(runtime, name, addon))
            for name, addon in PEERS.items()
        }
        for turn in range(1, TURNS + 1):
            for name, base in bases.items():
                title = f"Confirm: {name}, turn {turn} of {TURNS}"
                base.measure(args.orders, args.lines, title=title)
        return {name: spread(base.read()) for name, base in bases.items()}


@contextmanager
def _open(runtime: Runtime, name: str, addon: str | None) -> Iterator[Base]:
    package = "benchmarks.quotations"
    with Base.open(runtime, f"quotation_{name}", package, addon=QUOTE) as base:
        if addon:
            base.install(addon)
        yield base


def find_misses(figures: Rows) -> list[str]:
    """The targets that were missed, as sentences."""
    misses = []
    for peer in ("stock", "below"):
        most = MOST_TIMES * figures[peer]["p50"]
        if figures["ours"]["p50"] > most:
            ours = figures["ours"]["p50"]
            misses.append(f"confirm: {ours:.1f} ms, not {most:.1f} ({peer})")
    return misses
