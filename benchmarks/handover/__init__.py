"""Hand very many customers over at once, with all that is open.

On a base of customers of one salesperson with opportunities, quotations, activities and
meetings; its peer, in the same run, is a loop of the ORM's writes on a sample. Targets:
10,000 customers with 100,000 open records within 60 seconds, at least 20 times as fast
as the loop, the preview within 3.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from benchmarks.common.base import HANDOVER, Base
from benchmarks.common.population import SALES, populated
from benchmarks.common.report import Rows, conclude, say_rows
from workshop.console import say

if TYPE_CHECKING:
    import argparse

    from workshop.runtime import Runtime

# of three, one is a contact of another; some are archived
PARTNERS = 15_300
SAMPLE = 150
# open records of a hundred customers
OF_HUNDRED = {"leads": 400, "orders": 250, "activities": 300, "events": 50}
HUNDRED = 100
MOST_SECONDS = 60.0
MOST_OF_PREVIEW = 3.0
# times as fast as the loop
LEAST_RATIO = 20


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--partners", type=int, default=PARTNERS, metavar="N")
    parser.add_argument(
        "--sample", type=int, default=SAMPLE, metavar="N", help="written by the loop"
    )


def run(runtime: Runtime, args: argparse.Namespace) -> int:
    figures = measure(runtime, args.partners, args.sample)
    misses = find_misses(figures)
    _show(figures)
    return conclude(misses)


def measure(runtime: Runtime, partners: int, sample: int) -> Rows:
    customers = partners * 2 // 3
    counts = {name: each * customers // HUNDRED for name, each in OF_HUNDRED.items()}
    source = populated(runtime, "merge", SALES, partners)
    with Base.open(runtime, __name__, addon=HANDOVER, source=source) as base:
        base.install()
        title = "Insert opportunities, quotations, activities, meetings"
        base.call(title, "documents", "fill", counts)
        return base.measure(sample, title=f"Hand {customers:,} customers over")


def find_misses(figures: Rows) -> list[str]:
    """The targets that were missed, as sentences."""
    ours, stock = figures["ours"], figures["stock"]
    misses = []
    if ours["transfer"] > MOST_SECONDS:
        seconds = ours["transfer"]
        misses.append(f"The transfer took {seconds:.1f} s, not {MOST_SECONDS:g}.")
    if ours["preview"] > MOST_OF_PREVIEW:
        seconds = ours["preview"]
        misses.append(f"The preview took {seconds:.1f} s, not {MOST_OF_PREVIEW:g}.")
    if get_ratio(figures) < LEAST_RATIO:
        misses.append(
            f"It is {get_ratio(figures):.0f} times as fast as a loop of writes, "
            f"not {LEAST_RATIO}."
        )
    if not ours["moved"] > stock["records"]:
        misses.append("Less was handed over than was written by the loop.")
    return misses


def get_ratio(figures: Rows) -> float:
    """How many times as long a record takes when it is written by the ORM."""
    return figures["stock"]["per record"] / figures["ours"]["per record"]


def _show(figures: Rows) -> None:
    say_rows(figures, "{:<8}", "{:,.4f}")
    say(f"A loop of writes takes {get_ratio(figures):.0f} times as long.")
