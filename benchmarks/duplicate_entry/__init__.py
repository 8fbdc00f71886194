"""What the duplicate analysis costs who enters customers, through Odoo.

On a base of generated customers in Odoo's own table: the first keying, a check as a
salesperson asks for it, saving in the form, importing. Its peers, in the same run: the
bare look-up of the keys, PostgreSQL's trigrams on the name, and the same database
without the add-on.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from benchmarks import duplicates
from benchmarks.common.base import DUPLICATE, Base
from benchmarks.common.report import Rows, conclude, say_rows
from workshop.console import say

if TYPE_CHECKING:
    import argparse
    from pathlib import Path

    from workshop.runtime import Runtime

IMPORTED = 20_000
LEAST_RECALL = {"recall@10, all fields": 0.98, "recall@10, name and city": 0.96}
MOST_MS = 15.0
MOST_OF_KEYS = 4.0
LEAST_OF_TRIGRAMS = 50.0
MOST_MORE_TO_SAVE = 10.0
MOST_OF_IMPORT = 1.25
MOST_TO_INSTALL = 150.0


def add_arguments(parser: argparse.ArgumentParser) -> None:
    duplicates.add_arguments(parser)
    parser.add_argument("--rows", type=int, default=IMPORTED, help="to be imported")


def run(runtime: Runtime, args: argparse.Namespace) -> int:
    without, ours, seconds = measure(runtime, duplicates.make_base(args), args.rows)
    misses = find_misses(without, ours, seconds)
    _show(without, ours, seconds)
    return conclude(misses)


def measure(runtime: Runtime, customers: Path, rows: int) -> tuple[Rows, Rows, float]:
    """Rows of one database without and with the add-on, and how long it came in."""
    with Base.open(runtime, __name__, addon=DUPLICATE) as base:
        base.call("Copy the customers into Odoo's table", "base", "fill", customers)
        title = "Save and import without the add-on"
        without = base.measure(rows, title=title, module="saves")
        seconds = base.install().seconds
        base.vacuum("crm_duplicate_key", "crm_duplicate_norm")
        title = "Check, save and import with the add-on"
        return without, base.measure(rows, customers, title=title), seconds


def find_misses(without: Rows, ours: Rows, seconds: float) -> list[str]:
    """The targets that were missed, as sentences; they hold for 1,000,000 too."""
    p95 = {name: figures.get("p95", 0.0) for name, figures in ours.items()}
    figures = [
        ("A check, p95 in ms", p95["check"], MOST_MS),
        (
            "Its SQL, times the bare keys",
            p95["SQL of the check"] / p95["bare keys"],
            MOST_OF_KEYS,
        ),
        (
            "A save, ms more",
            ours["save"]["p50"] - without["save"]["p50"],
            MOST_MORE_TO_SAVE,
        ),
        (
            "An import, times that without",
            ours["import"]["seconds"] / without["import"]["seconds"],
            MOST_OF_IMPORT,
        ),
        ("The installation, seconds", seconds, MOST_TO_INSTALL),
    ]
    high = [
        f"{name}: {value:.2f}, not {most:g}"
        for name, value, most in figures
        if value > most
    ]
    low = [
        f"{name}: {ours['recall'][name]:.3f}, not {least}"
        for name, least in LEAST_RECALL.items()
        if ours["recall"][name] < least
    ]
    faster = p95["pg_trgm on the name"] / p95["check"]
    slow = [f"A check is {faster:.0f} times as fast as trigrams"]
    return high + low + (slow if faster < LEAST_OF_TRIGRAMS else [])


def _show(without: Rows, ours: Rows, seconds: float) -> None:
    for title, figures in (("without the add-on", without), ("with it", ours)):
        say(f"\n{title}")
        say_rows(figures, "  {:<24}", "{:.3f}")
    say(f"\nInstalled, all customers keyed, in {seconds:.1f} s")
