"""What an offer of 5,000 rows takes to be read and shown with its products.

The peer, in the same run: what Odoo's own import takes to read the same file, without
looking a product up.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from workshop.console import fail, say, step
from workshop.paths import LOCAL, make_folder
from workshop.testing.dependencies import find_foreign_depends

if TYPE_CHECKING:
    import argparse

    from workshop.runtime import Runtime

ADDON = "jl_crm_quote"
ROWS = 5_000
MOST_SECONDS = 10.0
MOST_MEGABYTES = 300.0
Figures = dict[str, dict[str, float]]


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--rows", type=int, default=ROWS, metavar="N")


def run(runtime: Runtime, args: argparse.Namespace) -> int:
    figures = measure(runtime, args)
    for who, values in figures.items():
        cells = "  ".join(f"{key} {value:10.1f}" for key, value in values.items())
        say(f"  {who:<14} {cells}")
    misses = find_misses(figures)
    for miss in misses:
        say(f"✗ {miss}")
    return 1 if misses else 0


def measure(runtime: Runtime, args: argparse.Namespace) -> Figures:
    result = make_folder(LOCAL / "bench") / "offer_import.json"
    result.unlink(missing_ok=True)
    database = "bench_offer_import"
    runtime.clone(
        runtime.template("bench_quote", find_foreign_depends([ADDON])), database
    )
    log = make_folder(LOCAL / "logs") / "bench-offer-import.log"
    try:
        with step("Install the add-on"):
            options = ["-d", database, "-i", ADDON, "--stop-after-init", "--no-http"]
            runtime.odoo(*options, log=log)
        with step(f"Read {args.rows:,} rows"):
            script = (
                "from pathlib import Path\n"
                "from benchmarks.offers.measure import measure\n"
                f"measure(env, Path({str(result)!r}), {args.rows})\n"
            )
            runtime.odoo("shell", "-d", database, "--no-http", log=log, text=script)
    finally:
        runtime.drop(database)
    if not result.exists():
        fail("The measurement left no result.", f"See {log}")
    return json.loads(result.read_text(encoding="utf-8"))


def find_misses(figures: Figures) -> list[str]:
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
