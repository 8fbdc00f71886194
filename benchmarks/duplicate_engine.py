"""Find duplicates in a generated base: quality and time of the engine.

Runs on a base of customers with known duplicates, beside the bare look-up of the same
keys and of a primary key. The generator and its word lists are not part of the project;
without them there is nothing to measure and the benchmark says so.
"""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.common.report import conclude
from workshop import process
from workshop.console import fail, say, step
from workshop.paths import LOCAL, PROJECT, make_folder

if TYPE_CHECKING:
    import argparse

    from workshop.runtime import Runtime

MATERIAL = PROJECT.parent / "shared"
GENERATOR = Path("tools") / "duplicates" / "generator.py"
DATABASE = "bench_duplicate_engine"
CUSTOMERS = 100_000
SEED = 20_261_122
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
    parser.add_argument("--customers", type=int, default=CUSTOMERS, metavar="N")
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument(
        "--material",
        type=Path,
        default=MATERIAL,
        metavar="FOLDER",
        help="has tools/duplicates/generator.py and data/",
    )


def run(runtime: Runtime, args: argparse.Namespace) -> int:
    generator = args.material / GENERATOR
    if not generator.exists():
        say(f"Skipped: there is no generator at {os.path.relpath(generator)}.")
        return 0
    base = make_base(generator, args.customers, args.seed)
    figures = measure(runtime, base)
    misses = find_misses(figures)
    _show(figures)
    return conclude(misses)


def make_base(generator: Path, customers: int, seed: int) -> Path:
    """Customers, and which of them are the same, as three files in a folder."""
    folder = LOCAL / "bench" / f"duplicates-{customers}-{seed}"
    if not (folder / "pairs.csv").exists():
        with step(f"Generate {customers:,} customers"):
            options = ["--n", str(customers), "--seed", str(seed), "--out", str(folder)]
            command = [sys.executable, str(generator), *options]
            process.run(command, what="The generator")
    return folder


def measure(runtime: Runtime, base: Path) -> dict[str, dict[str, float]]:
    """In Odoo's own Python, which has the database driver."""
    make_folder(LOCAL / "bench")
    result = LOCAL / "bench" / "duplicate_engine.json"
    runtime.postgres.dropdb(DATABASE)
    runtime.postgres.createdb(DATABASE)
    try:
        with step("Key, compare, look up"):
            module = "benchmarks.duplicates.measure"
            command = [str(runtime.python), "-m", module, DATABASE, str(base)]
            process.run(
                [*command, str(result)],
                what="The measurement",
                env=runtime.env(),
                cwd=PROJECT,
            )
    finally:
        runtime.postgres.dropdb(DATABASE)
    if not result.exists():
        fail("The measurement left no result.")
    return json.loads(result.read_text(encoding="utf-8"))


def find_misses(figures: dict[str, dict[str, float]]) -> list[str]:
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


def _show(figures: dict[str, dict[str, float]]) -> None:
    for title, values in figures.items():
        say(f"\n{title}")
        for name, value in values.items():
            say(f"  {name:<28} {value:10.4f}")
