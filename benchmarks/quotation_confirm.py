"""What it takes to confirm a quotation that was reviewed.

The peers, in the same run and with the same quotations: stock Odoo, and the add-ons
below this one, which register the trade of the customer.
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
BELOW = "jl_crm_pipeline"
ORDERS = 60
LINES = 10
MOST_TIMES = 1.2
Figures = dict[str, dict[str, float]]


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--orders", type=int, default=ORDERS, metavar="N")
    parser.add_argument("--lines", type=int, default=LINES, metavar="N")


def run(runtime: Runtime, args: argparse.Namespace) -> int:
    figures = measure(runtime, args)
    _show(figures)
    misses = find_misses(figures)
    for miss in misses:
        say(f"✗ {miss}")
    return 1 if misses else 0


def measure(runtime: Runtime, args: argparse.Namespace) -> Figures:
    result = make_folder(LOCAL / "bench") / "quotation_confirm.json"
    result.unlink(missing_ok=True)
    database = "bench_quotation_confirm"
    runtime.clone(
        runtime.template("bench_quotation", find_foreign_depends([BELOW, ADDON])),
        database,
    )
    try:
        for name, addon in (("stock", None), ("below", BELOW), ("ours", ADDON)):
            if addon:
                with step(f"Install {addon}"):
                    options = ["-d", database, "-i", addon, "--stop-after-init"]
                    runtime.odoo(*options, "--no-http", log=_log())
            with step(f"Confirm: {name}"):
                call = f"{name!r}, Path({str(result)!r}), {args.orders}, {args.lines}"
                _shell(runtime, database, f"measure(env, {call})")
    finally:
        runtime.drop(database)
    if not result.exists():
        fail("The measurement left no result.", f"See {_log()}")
    return json.loads(result.read_text(encoding="utf-8"))


def _log():
    return make_folder(LOCAL / "logs") / "bench-quotation-confirm.log"


def _shell(runtime: Runtime, database: str, call: str) -> None:
    script = (
        "from pathlib import Path\n"
        "from benchmarks.quotations.confirm import measure\n"
        f"{call}\n"
    )
    runtime.odoo("shell", "-d", database, "--no-http", log=_log(), text=script)


def find_misses(figures: Figures) -> list[str]:
    """The targets that were missed, as sentences."""
    misses = []
    for peer in ("stock", "below"):
        most = MOST_TIMES * figures[peer]["p50"]
        if figures["ours"]["p50"] > most:
            ours = figures["ours"]["p50"]
            misses.append(f"confirm: {ours:.1f} ms, not {most:.1f} ({peer})")
    return misses


def _show(figures: Figures) -> None:
    for who, times in figures.items():
        cells = "  ".join(f"{key} {value:8.1f}" for key, value in times.items())
        say(f"  {who:<6} {cells}")
