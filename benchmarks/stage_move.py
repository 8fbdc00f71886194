"""What the stages cost: opening the board, and moving a card with five conditions.

The peer, in the same run and on the same opportunities: stock Odoo, before the add-on
is installed.
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
LEADS = 100_000
ROUNDS = 30
MOST_TIMES = 1.25
MOST_MS_MORE = 150.0
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
    result = make_folder(LOCAL / "bench") / "stage_move.json"
    result.unlink(missing_ok=True)
    database = "bench_stage_move"
    runtime.clone(
        runtime.template("bench_access", find_foreign_depends([ADDON])), database
    )
    call = f"measure(env, Path({str(result)!r}), {args.rounds})"
    try:
        with step(f"Fill {args.leads:,} opportunities"):
            _shell(runtime, database, "base", f"fill(env, {args.leads})")
        with step("Measure stock Odoo"):
            _shell(runtime, database, "measure", call)
        with step("Install the add-on"):
            options = ["-d", database, "-i", ADDON, "--stop-after-init", "--no-http"]
            runtime.odoo(*options, log=_log())
        with step("Measure the add-on"):
            _shell(runtime, database, "measure", call)
    finally:
        runtime.drop(database)
    if not result.exists():
        fail("The measurement left no result.", f"See {_log()}")
    return json.loads(result.read_text(encoding="utf-8"))


def _log():
    return make_folder(LOCAL / "logs") / "bench-stage-move.log"


def _shell(runtime: Runtime, database: str, module: str, call: str) -> None:
    function = call.partition("(")[0]
    script = (
        "from pathlib import Path\n"
        f"from benchmarks.stages.{module} import {function}\n"
        f"{call}\n"
    )
    runtime.odoo("shell", "-d", database, "--no-http", log=_log(), text=script)


def find_misses(figures: Figures) -> list[str]:
    """The targets that were missed, as sentences."""
    stock, ours = figures["stock"], figures["ours"]
    misses = []
    most = MOST_TIMES * stock["board"]["p50"]
    if ours["board"]["p50"] > most:
        misses.append(f"board: {ours['board']['p50']:.0f} ms, not {most:.0f}")
    more = ours["move"]["p50"] - stock["move"]["p50"]
    if more > MOST_MS_MORE:
        misses.append(f"move: {more:.0f} ms more than stock, not {MOST_MS_MORE:g}")
    return misses


def _show(figures: Figures) -> None:
    for who, pages in figures.items():
        for page, times in pages.items():
            cells = "  ".join(f"{key} {value:8.1f}" for key, value in times.items())
            say(f"  {who:<6} {page:<6} {cells}")
