"""What it takes to confirm a quotation that was reviewed.

The peers, in the same run and with the same quotations: stock Odoo, and the add-ons
below this one, which register the trade of the customer. They are confirmed one of each
in turn, so that what else the machine does falls on all of them alike.
"""

from __future__ import annotations

import statistics
from contextlib import ExitStack, contextmanager
from typing import TYPE_CHECKING

from benchmarks.common.base import PIPELINE, QUOTE, Base
from benchmarks.common.clock import spread
from benchmarks.common.report import Rows, conclude, say_rows

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator

    from workshop.runtime import Runtime

ORDERS = 200
LINES = 10
MOST_TIMES = {"stock": 1.25, "below": 1.2}
PEERS = {"stock": None, "below": PIPELINE, "ours": QUOTE}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--orders", type=int, default=ORDERS, metavar="N")
    parser.add_argument("--lines", type=int, default=LINES, metavar="N")


def run(runtime: Runtime, args: argparse.Namespace) -> int:
    figures = measure(runtime, args)
    say_rows(figures, "  {:<6}", "{:8.2f}")
    return conclude(find_misses(figures))


def measure(runtime: Runtime, args: argparse.Namespace) -> Rows:
    with ExitStack() as stack:
        bases = {
            name: stack.enter_context(_open(runtime, name, addon))
            for name, addon in PEERS.items()
        }
        databases = {name: base.database for name, base in bases.items()}
        return sum_up(bases["stock"].measure(databases, args.orders, args.lines))


def sum_up(times: dict[str, list[float]]) -> Rows:
    """The spread of each, and how many times a peer's it is in the middle turn."""
    figures = {name: spread(taken) for name, taken in times.items()}
    for peer in ("stock", "below"):
        pairs = zip(times["ours"], times[peer], strict=True)
        figures["ours"][f"times {peer}"] = statistics.median(a / b for a, b in pairs)
    return figures


@contextmanager
def _open(runtime: Runtime, name: str, addon: str | None) -> Iterator[Base]:
    with Base.open(runtime, __name__, kind=name, addon=QUOTE) as base:
        if addon:
            base.install(addon)
        yield base


def find_misses(figures: Rows) -> list[str]:
    """The targets that were missed, as sentences."""
    ours = figures["ours"]
    return [
        f"confirm: {ours[f'times {peer}']:.2f} times {peer}, not {most}"
        for peer, most in MOST_TIMES.items()
        if ours[f"times {peer}"] > most
    ]
