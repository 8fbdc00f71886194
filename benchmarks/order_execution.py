"""What the figures of 100,000 orders take: refreshing all, and a page of “My Orders”.

The peer, in the same run and under the same rights: Odoo's own list of the same orders.
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
ORDERS = 100_000
ROUNDS = 30
MOST_SECONDS = 20.0
MOST_MS = 300.0
REFRESH = "refresh"
STOCK = "stock"
Figures = dict[str, dict[str, float]]


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--orders", type=int, default=ORDERS, metavar="N")
    parser.add_argument("--rounds", type=int, default=ROUNDS, metavar="N")


def run(runtime: Runtime, args: argparse.Namespace) -> int:
    figures = measure(runtime, args)
    for what, values in figures.items():
        cells = "  ".join(f"{key} {value:8.1f}" for key, value in values.items())
        say(f"  {what:<28} {cells}")
    misses = find_misses(figures)
    for miss in misses:
        say(f"✗ {miss}")
    return 1 if misses else 0


def measure(runtime: Runtime, args: argparse.Namespace) -> Figures:
    result = make_folder(LOCAL / "bench") / "order_execution.json"
    result.unlink(missing_ok=True)
    database = "bench_order_execution"
    runtime.clone(
        runtime.template("bench_quote", find_foreign_depends([ADDON])), database
    )
    try:
        with step("Install the add-on"):
            options = ["-d", database, "-i", ADDON, "--stop-after-init", "--no-http"]
            runtime.odoo(*options, log=_log())
        with step(f"Fill {args.orders:,} orders"):
            _shell(runtime, database, "base", f"fill(env, {args.orders})")
        with step("Measure"):
            call = f"measure(env, Path({str(result)!r}), {args.rounds})"
            _shell(runtime, database, "measure", call)
    finally:
        runtime.drop(database)
    if not result.exists():
        fail("The measurement left no result.", f"See {_log()}")
    return json.loads(result.read_text(encoding="utf-8"))


def _log():
    return make_folder(LOCAL / "logs") / "bench-order-execution.log"


def _shell(runtime: Runtime, database: str, module: str, call: str) -> None:
    function = call.partition("(")[0]
    script = (
        "from pathlib import Path\n"
        f"from benchmarks.executions.{module} import {function}\n"
        f"{call}\n"
    )
    runtime.odoo("shell", "-d", database, "--no-http", log=_log(), text=script)


def find_misses(figures: Figures) -> list[str]:
    """The targets that were missed, as sentences."""
    misses = []
    seconds = figures[REFRESH]["seconds"]
    if seconds > MOST_SECONDS:
        misses.append(f"refresh: {seconds:.1f} s, not {MOST_SECONDS:g}")
    for what, times in figures.items():
        is_ours = what != REFRESH and not what.endswith(STOCK)
        if is_ours and times["p95"] > MOST_MS:
            misses.append(f"{what}: {times['p95']:.0f} ms, not {MOST_MS:g}")
    return misses
