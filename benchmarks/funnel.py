"""What the picture of the sales funnel takes, over a million opportunities.

The peer, in the same run: Odoo's own groups of the same opportunities by stage, which
know neither the conversion nor the parts of the persons.
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

ADDON = "jl_crm_pipeline"
LEADS = 1_000_000
ROUNDS = 5
MOST_MS = 1000.0
STOCK = "stock"
Figures = dict[str, dict[str, dict[str, float]]]


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--leads", type=int, default=LEADS, metavar="N")
    parser.add_argument("--rounds", type=int, default=ROUNDS, metavar="N")


def run(runtime: Runtime, args: argparse.Namespace) -> int:
    figures = measure(runtime, args)
    _show(figures)
    misses = find_misses(figures)
    for miss in misses:
        say(f"✗ {miss}")
    return 1 if misses else 0


def measure(runtime: Runtime, args: argparse.Namespace) -> Figures:
    result = make_folder(LOCAL / "bench") / "funnel.json"
    result.unlink(missing_ok=True)
    database = "bench_funnel"
    runtime.clone(
        runtime.template("bench_access", find_foreign_depends([ADDON])), database
    )
    try:
        with step("Install the add-on"):
            options = ["-d", database, "-i", ADDON, "--stop-after-init", "--no-http"]
            runtime.odoo(*options, log=_log())
        with step(f"Fill {args.leads:,} opportunities"):
            _shell(runtime, database, "base", f"fill(env, {args.leads})")
        with step("Measure"):
            call = f"measure(env, Path({str(result)!r}), {args.rounds})"
            _shell(runtime, database, "measure", call)
    finally:
        runtime.drop(database)
    if not result.exists():
        fail("The measurement left no result.", f"See {_log()}")
    return json.loads(result.read_text(encoding="utf-8"))


def _log():
    return make_folder(LOCAL / "logs") / "bench-funnel.log"


def _shell(runtime: Runtime, database: str, module: str, call: str) -> None:
    function = call.partition("(")[0]
    script = (
        "from pathlib import Path\n"
        f"from benchmarks.funnels.{module} import {function}\n"
        f"{call}\n"
    )
    runtime.odoo("shell", "-d", database, "--no-http", log=_log(), text=script)


def find_misses(figures: Figures) -> list[str]:
    """The targets that were missed, as sentences."""
    return [
        f"{who}, {page}: {times['p50']:.0f} ms, not {MOST_MS:g}"
        for who, pages in figures.items()
        for page, times in pages.items()
        if not page.startswith(STOCK) and times["p50"] > MOST_MS
    ]


def _show(figures: Figures) -> None:
    for who, pages in figures.items():
        say(f"\n{who}")
        for page, times in pages.items():
            cells = "  ".join(f"{key} {value:8.1f}" for key, value in times.items())
            say(f"  {page:<20} {cells}")
