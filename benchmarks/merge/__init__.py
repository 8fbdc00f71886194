"""Merge very many customers at once, and undo one of the merges.

On a base of partners with journal items, leads, orders and messages; its peer, in the
same run, is Odoo's own merge on a sample of groups. Targets: 4,000 groups on 500,000
partners with 1,000,000 journal items within 60 seconds, the undo of one within 2.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from benchmarks.common.base import DUPLICATE, Base
from benchmarks.common.population import SALES, populated
from benchmarks.common.report import Rows, conclude, say_rows
from workshop.console import say

if TYPE_CHECKING:
    import argparse

    from workshop.runtime import Runtime

PARTNERS = 100_000
GROUPS = 800
SAMPLE = 20
# documents of a hundred partners
OF_HUNDRED = {"items": 200, "leads": 40, "orders": 40, "messages": 100}
HUNDRED = 100
# seconds of one group when 4,000 take 60
MOST_OF_A_GROUP = 60 / 4000
# what is paid once, however few the groups are
MOST_ONCE = 5.0
MOST_TO_UNDO = 2.0


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--partners", type=int, default=PARTNERS, metavar="N")
    parser.add_argument("--groups", type=int, default=GROUPS, metavar="N")
    parser.add_argument(
        "--sample", type=int, default=SAMPLE, metavar="N", help="that Odoo merges"
    )


def run(runtime: Runtime, args: argparse.Namespace) -> int:
    figures = measure(runtime, args)
    misses = find_misses(figures)
    _show(figures)
    return conclude(misses)


def measure(runtime: Runtime, args: argparse.Namespace) -> Rows:
    counts = {
        name: each * args.partners // HUNDRED for name, each in OF_HUNDRED.items()
    }
    source = populated(runtime, "merge", SALES, args.partners)
    with Base.open(runtime, __name__, addon=DUPLICATE, source=source) as base:
        title = "Insert items, leads, orders, messages"
        base.call(title, "documents", "fill", counts)
        base.install()
        title = f"Merge {args.groups:,} groups"
        return base.measure(args.groups, args.sample, title=title)


def find_misses(figures: Rows) -> list[str]:
    """The targets that were missed, as sentences."""
    ours, stock = figures["ours"], figures["stock"]
    misses = []
    most = max(MOST_OF_A_GROUP * ours["groups"], MOST_ONCE)
    if ours["merge"] > most:
        misses.append(f"The merge took {ours['merge']:.1f} s, not {most:.1f}.")
    if ours["undo"] > MOST_TO_UNDO:
        misses.append(f"An undo took {ours['undo']:.2f} s, not {MOST_TO_UNDO:g}.")
    if ours["per group"] > stock["per group"]:
        misses.append("Odoo's own merge took less time for a group.")
    return misses


def _show(figures: Rows) -> None:
    say_rows(figures, "{:<8}", "{:,.4f}")
    ratio = figures["stock"]["per group"] / figures["ours"]["per group"]
    say(f"A group takes Odoo's wizard {ratio:.0f} times as long.")
