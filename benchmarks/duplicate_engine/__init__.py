"""Find duplicates in a generated base: quality and time of the engine.

Runs on a base of customers with known duplicates, beside the bare look-up of the same
keys and of a primary key. The base is generated: the same seed gives the same customers
on every computer.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from benchmarks import duplicates
from benchmarks.common.base import PlainBase
from benchmarks.common.report import Rows, conclude
from workshop.console import say

if TYPE_CHECKING:
    import argparse
    from pathlib import Path

    from workshop.runtime import Runtime

# group → name → the least, or the most that a figure may be
LEAST = {
    "quality": {"pairs F1": 0.94, "groups F1": 0.95},
    "recall": {"recall@10, all fields": 0.98, "recall@10, name and city": 0.96},
}
MOST = {
    "check": {"p95": 15.0},
    "seconds": {"whole base": 45.0, "first keying": 150.0, "1,000 changed": 5.0},
}
MOST_WRONG = 0.001
# times as long as the bare look-up of the same keys
MOST_RATIO = 4.0


def add_arguments(parser: argparse.ArgumentParser) -> None:
    duplicates.add_arguments(parser)


def run(runtime: Runtime, args: argparse.Namespace) -> int:
    figures = measure(runtime, duplicates.make_base(args))
    _show(figures)
    return conclude(find_misses(figures))


def measure(runtime: Runtime, customers: Path) -> Rows:
    with PlainBase.open(runtime, __name__) as base:
        return base.measure(customers, title="Key, compare, look up")


def find_misses(figures: Rows) -> list[str]:
    """The targets that were missed, as sentences; they hold for 1,000,000 too."""
    low = [
        f"{name}: {figures[group][name]:.3f}, not {least}"
        for group, limits in LEAST.items()
        for name, least in limits.items()
        if figures[group][name] < least
    ]
    limits = MOST | {"wrong": dict.fromkeys(figures["wrong"], MOST_WRONG)}
    high = [
        f"{group}, {name}: {figures[group][name]:.4f}, not {most}"
        for group, most_of in limits.items()
        for name, most in most_of.items()
        if figures[group][name] > most
    ]
    ratio = figures["check"]["p95"] / figures["bare keys"]["p95"]
    slow = [f"A check takes {ratio:.1f} times as long as its keys"]
    return low + high + (slow if ratio > MOST_RATIO else [])


def _show(figures: Rows) -> None:
    for title, values in figures.items():
        say(f"\n{title}")
        for name, value in values.items():
            say(f"  {name:<28} {value:10.4f}")
