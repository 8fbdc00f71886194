"""The page that begins the day, of people among very many customers.

One question brings all figures and plans, another one the table of people, once the
page is there. The peer, in the same run: a list of customers and its count without
record rules, as stock Odoo answers them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from benchmarks.common.base import QUOTE, Base
from benchmarks.common.report import Figures, report

if TYPE_CHECKING:
    import argparse

    from workshop.runtime import Runtime

CUSTOMERS = 1_000_000
SALESPEOPLE = 500
ROUNDS = 10
MOST_MS = 300.0
MOST_PEOPLE_MS = 600.0
MOST_LIST_MS = 150.0
MOST_STATEMENTS = 50
# what may take how long
MOST = {
    "workplace": MOST_MS,
    "people, afterwards": MOST_PEOPLE_MS,
    "list of customers": MOST_LIST_MS,
}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--customers", type=int, default=CUSTOMERS, metavar="N")
    parser.add_argument("--salespeople", type=int, default=SALESPEOPLE, metavar="N")
    parser.add_argument("--rounds", type=int, default=ROUNDS, metavar="N")


def run(runtime: Runtime, args: argparse.Namespace) -> int:
    figures = measure(runtime, args)
    return report(figures, find_misses(figures))


def measure(runtime: Runtime, args: argparse.Namespace) -> Figures:
    with Base.open(runtime, __name__, addon=QUOTE) as base:
        base.install()
        base.call(
            f"Fill {args.customers:,} customers and their work",
            *("base", "fill"),
            *(args.customers, args.salespeople),
        )
        return base.measure(args.rounds)


def find_misses(figures: Figures) -> list[str]:
    """The targets that were missed, as sentences."""
    misses = []
    for who, rows in figures.items():
        for what, most in MOST.items():
            if (ours := rows[what]["p50"]) > most:
                misses.append(f"{who}, {what}: {ours:.0f} ms, not {most:g}")
        statements = rows["statements"]["count"]
        if statements > MOST_STATEMENTS:
            misses.append(f"{who}: {statements:g} statements, not {MOST_STATEMENTS}")
    return misses
