"""What it takes to confirm a quotation that was reviewed.

The peers, in the same run and with the same quotations: stock Odoo, and the add-ons
below this one, which register the trade of the customer.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from benchmarks.common.base import PIPELINE, QUOTE, Base
from benchmarks.common.report import Rows, conclude, say_rows

if TYPE_CHECKING:
    import argparse

    from workshop.runtime import Runtime

ORDERS = 60
LINES = 10
MOST_TIMES = 1.2


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--orders", type=int, default=ORDERS, metavar="N")
    parser.add_argument("--lines", type=int, default=LINES, metavar="N")


def run(runtime: Runtime, args: argparse.Namespace) -> int:
    figures = measure(runtime, args)
    say_rows(figures, "  {:<6}")
    return conclude(find_misses(figures))


def measure(runtime: Runtime, args: argparse.Namespace) -> Rows:
    package = "benchmarks.quotations"
    with Base.open(runtime, "quotation_confirm", package, addon=QUOTE) as base:
        for name, addon in (("stock", None), ("below", PIPELINE), ("ours", QUOTE)):
            if addon:
                base.install(addon)
            base.measure(name, args.orders, args.lines, title=f"Confirm: {name}")
    return base.read()


def find_misses(figures: Rows) -> list[str]:
    """The targets that were missed, as sentences."""
    misses = []
    for peer in ("stock", "below"):
        most = MOST_TIMES * figures[peer]["p50"]
        if figures["ours"]["p50"] > most:
            ours = figures["ours"]["p50"]
            misses.append(f"confirm: {ours:.1f} ms, not {most:.1f} ({peer})")
    return misses
