"""Find duplicates in a generated base beside other tools: how right, how fast.

Beside Odoo's merge wizard (equal name, mail or tax ID) and splink, which gets the
columns as they were filled and those that our engine has taken apart; of splink's
answers the threshold is taken at which it does best. Target: better than each by .08.
"""

from __future__ import annotations

import csv
import time
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks import duplicates
from benchmarks.common.base import PlainBase
from benchmarks.common.report import conclude
from benchmarks.duplicates import quality
from workshop import process
from workshop.console import format_table, say, step
from workshop.paths import LOCAL, PROJECT, make_folder
from workshop.python_env import ensure_venv

if TYPE_CHECKING:
    import argparse

    from workshop.runtime import Runtime

REQUIREMENTS = Path(__file__).parent / "requirements.txt"
THRESHOLDS = (0.01, 0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95, 0.99, 0.999)
LEAST_BETTER = 0.08
COLUMNS = ("pairs precision", "pairs recall", "pairs F1", "seconds")
Rates = dict[str, float]


def add_arguments(parser: argparse.ArgumentParser) -> None:
    duplicates.add_arguments(parser)


def run(runtime: Runtime, args: argparse.Namespace) -> int:
    customers = duplicates.make_base(args)
    parsed = make_folder(LOCAL / "bench") / "duplicate_peers.csv"
    with PlainBase.open(runtime, __name__) as base:
        title = "Our engine, and the rules of Odoo's wizard"
        figures = base.measure(customers, parsed, title=title)
    entities = quality.read_entities(customers)
    for kind, path in (("raw", customers / "customers.csv"), ("parsed", parsed)):
        with step(f"splink on the {kind} columns"):
            figures[f"splink, {kind} columns"] = _run_splink(kind, path, entities)
    rows = [
        [name, *(f"{rates[column]:.3f}" for column in COLUMNS)]
        for name, rates in figures.items()
    ]
    say(format_table(["tool", *COLUMNS], rows))
    return conclude(find_misses(figures))


def find_misses(figures: dict[str, Rates]) -> list[str]:
    """Who comes too near to our engine, as sentences."""
    least = figures["ours"]["pairs F1"] - LEAST_BETTER
    return [
        f"{name} has a pairs F1 of {rates['pairs F1']:.3f}, above {least:.3f}"
        for name, rates in figures.items()
        if name != "ours" and rates["pairs F1"] > least
    ]


def _run_splink(kind: str, path: Path, entities: dict[int, int]) -> Rates:
    python = ensure_venv("splink", REQUIREMENTS)
    pairs = LOCAL / "bench" / f"duplicate_peers-{kind}.csv"
    module = f"{__name__}.splink_peer"
    start = time.monotonic()
    process.run(
        [str(python), "-m", module, str(path), str(pairs), kind],
        what="splink",
        cwd=PROJECT,
        log=make_folder(LOCAL / "logs") / "bench-splink.log",
    )
    seconds = time.monotonic() - start
    return _rate_best(pairs, entities) | {"seconds": seconds}


def _rate_best(path: Path, entities: dict[int, int]) -> Rates:
    with path.open(encoding="utf-8") as file:
        found = [
            ((int(one), int(other)), float(probability))
            for one, other, probability in list(csv.reader(file))[1:]
        ]
    rates = (
        quality.rate_found({pair for pair, sure in found if sure >= least}, entities)
        for least in THRESHOLDS
    )
    return max(rates, key=lambda one: one["pairs F1"])
