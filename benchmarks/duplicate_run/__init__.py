"""Analyse a whole base through the product: time and memory of a run.

A real Odoo database with a generated base of customers; the run goes through the model,
as the scheduled action does it. Its peer in the same database are the queries of Odoo's
own merge wizard for equal names, e-mails and tax IDs, which find a fraction of it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from benchmarks import duplicates
from benchmarks.common.base import DUPLICATE, Base
from benchmarks.common.report import conclude
from workshop.console import format_seconds, format_size, say

if TYPE_CHECKING:
    import argparse
    from pathlib import Path

    from workshop.runtime import Runtime

# of 1,000,000 customers; they hold for fewer too
MOST = {"whole run": 45.0, "same run again": 45.0, "1,000 changed": 5.0}
MOST_MEMORY = 400_000_000
# times as long as the wizard's three queries
MOST_RATIO = 25.0


def add_arguments(parser: argparse.ArgumentParser) -> None:
    duplicates.add_arguments(parser)


def run(runtime: Runtime, args: argparse.Namespace) -> int:
    figures = measure(runtime, duplicates.make_base(args))
    misses = find_misses(figures)
    _show(figures)
    return conclude(misses)


def measure(runtime: Runtime, customers: Path) -> dict[str, float]:
    """Each step in a process of its own, whose memory is the work's alone."""
    with Base.open(runtime, __name__, addon=DUPLICATE) as base:
        base.install()
        base.call("Load and key the customers", "base", "fill", customers)
        base.vacuum()
        return base.measure(title="Analyse")


def find_misses(figures: dict[str, float]) -> list[str]:
    """The targets that were missed, as sentences."""
    misses = [
        f"{name}: {figures[name]:.1f} s, not {most:g}"
        for name, most in MOST.items()
        if figures[name] > most
    ]
    if figures["memory"] > MOST_MEMORY:
        misses.append(f"The run took {format_size(int(figures['memory']))} of memory.")
    ratio = figures["whole run"] / figures["peer"]
    if ratio > MOST_RATIO:
        misses.append(f"The run took {ratio:.1f} times as long as the wizard's queries")
    return misses


def _show(figures: dict[str, float]) -> None:
    for name in ("customers", "pairs", "groups"):
        say(f"  {name:<18} {int(figures[name]):>12,}")
    for name in (*MOST, "peer"):
        say(f"  {name:<18} {format_seconds(figures[name]):>12}")
    say(f"  {'memory':<18} {format_size(int(figures['memory'])):>12}")
    ratio = figures["whole run"] / figures["peer"]
    say(f"Ratio to the peer: {ratio:.1f} (target: at most {MOST_RATIO:g})")
