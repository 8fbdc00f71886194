"""What an offer of 5,000 rows takes to be read and shown with its products.

The peer, in the same run: what Odoo's own import takes to read the same file, without
looking a product up.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from benchmarks.common.base import QUOTE, Base
from benchmarks.common.report import Rows, conclude, say_rows

if TYPE_CHECKING:
    import argparse

    from workshop.runtime import Runtime

ROWS = 5_000
MOST_SECONDS = 10.0
MOST_MEGABYTES = 300.0


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--rows", type=int, default=ROWS, metavar="N")


def run(runtime: Runtime, args: argparse.Namespace) -> int:
    figures = measure(runtime, args)
    say_rows(figures, "  {:<14}", "{:10.1f}")
    return conclude(find_misses(figures))


def measure(runtime: Runtime, args: argparse.Namespace) -> Rows:
    with Base.open(runtime, __name__, addon=QUOTE) as base:
        base.install()
        return base.measure(args.rows, title=f"Read {args.rows:,} rows")


def find_misses(figures: Rows) -> list[str]:
    """The targets that were missed, as sentences."""
    misses = []
    seconds = figures["preview"]["seconds"]
    if seconds > MOST_SECONDS:
        misses.append(f"preview: {seconds:.1f} s, not {MOST_SECONDS:g}")
    for who in ("preview", "reader"):
        used = figures[who]["megabytes"]
        if used > MOST_MEGABYTES:
            misses.append(f"{who}: {used:.0f} MB, not {MOST_MEGABYTES:g}")
    return misses
