"""What it takes that everybody sees their own customers alone.

Salespeople in five levels, customers and grants; the list, a search, the groups and the
count for a salesperson and for superiors. The peer, in the same run: the same calls
without record rules, as stock Odoo answers them.
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
CUSTOMERS = 100_000
SALESPEOPLE = 500
GRANTS = 300_000
ROUNDS = 20
MOST_TIMES = 1.5
MOST_MS = 300.0
# below this a ratio says nothing: both are as fast as a round trip
LEAST_MS = 20.0
WHO = "salesperson"
Figures = dict[str, dict[str, dict[str, float]]]


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--customers", type=int, default=CUSTOMERS, metavar="N")
    parser.add_argument("--salespeople", type=int, default=SALESPEOPLE, metavar="N")
    parser.add_argument("--grants", type=int, default=GRANTS, metavar="N")
    parser.add_argument("--rounds", type=int, default=ROUNDS, metavar="N")


def run(runtime: Runtime, args: argparse.Namespace) -> int:
    figures = measure(runtime, args)
    _show(figures)
    misses = find_misses(figures)
    for miss in misses:
        say(f"✗ {miss}")
    return 1 if misses else 0


def measure(runtime: Runtime, args: argparse.Namespace) -> Figures:
    result = make_folder(LOCAL / "bench") / "customer_access.json"
    result.unlink(missing_ok=True)
    database = "bench_customer_access"
    runtime.clone(
        runtime.template("bench_access", find_foreign_depends([ADDON])), database
    )
    try:
        _install(runtime, database)
        with step(f"Fill {args.customers:,} customers, {args.grants:,} grants"):
            size = f"{args.customers}, {args.salespeople}, {args.grants}"
            _shell(runtime, database, "base", f"fill(env, {size})")
        with step("Measure"):
            call = f"measure(env, Path({str(result)!r}), {args.rounds})"
            _shell(runtime, database, "measure", call)
    finally:
        runtime.drop(database)
    if not result.exists():
        fail("The measurement left no result.", f"See {_log()}")
    return json.loads(result.read_text(encoding="utf-8"))


def _log():
    return make_folder(LOCAL / "logs") / "bench-customer-access.log"


def _install(runtime: Runtime, database: str) -> None:
    options = ["-d", database, "-i", ADDON, "--stop-after-init", "--no-http"]
    with step("Install the add-on"):
        runtime.odoo(*options, log=_log())


def _shell(runtime: Runtime, database: str, module: str, call: str) -> None:
    function = call.partition("(")[0]
    script = (
        "from pathlib import Path\n"
        f"from benchmarks.access.{module} import {function}\n"
        f"{call}\n"
    )
    runtime.odoo("shell", "-d", database, "--no-http", log=_log(), text=script)


def find_misses(figures: Figures) -> list[str]:
    """The targets that were missed, as sentences."""
    misses = []
    for page, times in figures[WHO].items():
        most = max(LEAST_MS, MOST_TIMES * times["stock p50"])
        if times["p50"] > most:
            misses.append(f"{page}: {times['p50']:.0f} ms, not {most:.0f}")
        if times["p95"] > MOST_MS:
            misses.append(f"{page}: p95 {times['p95']:.0f} ms, not {MOST_MS:g}")
    return misses


def _show(figures: Figures) -> None:
    for who, pages in figures.items():
        say(f"\n{who}")
        for page, times in pages.items():
            cells = "  ".join(f"{key} {value:8.1f}" for key, value in times.items())
            say(f"  {page:<12} {cells}")
