"""Hand very many customers over at once, with all that is open.

On a base of customers of one salesperson with opportunities, quotations, activities and
meetings; its peer, in the same run, is a loop of the ORM's writes on a sample. Targets:
10,000 customers with 100,000 open records within 60 seconds, at least 20 times as fast
as the loop, the preview within 3.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from benchmarks.population import populated
from workshop import process
from workshop.console import fail, say, step
from workshop.paths import LOCAL, make_folder

if TYPE_CHECKING:
    import argparse

    from workshop.runtime import Runtime

ADDON = "jl_crm_handover"
STOCK = ["contacts", "crm", "sale_crm", "sale_management", "account", "website_crm"]
DATABASE = "bench_handover"
# of three, one is a contact of another; some are archived
PARTNERS = 15_300
SAMPLE = 150
# open records of a hundred customers
LEADS, ORDERS, ACTIVITIES, EVENTS = 400, 250, 300, 50
HUNDRED = 100
MOST_SECONDS = 60.0
MOST_OF_PREVIEW = 3.0
# times as fast as the loop
LEAST_RATIO = 20
Figures = dict[str, dict[str, float]]


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--partners", type=int, default=PARTNERS, metavar="N")
    parser.add_argument(
        "--sample", type=int, default=SAMPLE, metavar="N", help="written by the loop"
    )


def run(runtime: Runtime, args: argparse.Namespace) -> int:
    figures = measure(runtime, args.partners, args.sample)
    misses = find_misses(figures)
    _show(figures)
    for miss in misses:
        say(f"✗ {miss}")
    return 1 if misses else 0


def measure(runtime: Runtime, partners: int, sample: int) -> Figures:
    source = populated(runtime, "merge", STOCK, partners)
    runtime.clone(source, DATABASE)
    try:
        with step("Install the add-on"):
            runtime.odoo(
                *("-d", DATABASE, "-i", ADDON, "--stop-after-init", "--no-http"),
                log=LOCAL / "logs" / "bench-handover.log",
            )
        with step("Insert opportunities, quotations, activities, meetings"):
            customers = partners * 2 // 3
            counts = {
                "leads": LEADS * customers // HUNDRED,
                "orders": ORDERS * customers // HUNDRED,
                "activities": ACTIVITIES * customers // HUNDRED,
                "events": EVENTS * customers // HUNDRED,
            }
            _shell(
                runtime,
                "from benchmarks.handing.documents import fill\n"
                f"fill(env, {counts!r})\n",
            )
        with step(f"Hand {customers:,} customers over"):
            return _measure(runtime, sample)
    finally:
        runtime.drop(DATABASE)


def _measure(runtime: Runtime, sample: int) -> Figures:
    result = make_folder(LOCAL / "bench") / "handover.json"
    result.unlink(missing_ok=True)
    log = _shell(
        runtime,
        "from pathlib import Path\n"
        "from benchmarks.handing.measure import measure\n"
        f"measure(env, Path({str(result)!r}), {sample})\n",
    )
    if not result.exists():
        fail(f"The measurement left no result:\n{process.tail(log)}", f"See {log}")
    return json.loads(result.read_text(encoding="utf-8"))


def _shell(runtime: Runtime, script: str):
    log = make_folder(LOCAL / "logs") / "bench-handover-shell.log"
    runtime.odoo("shell", "-d", DATABASE, "--no-http", log=log, text=script)
    return log


def find_misses(figures: Figures) -> list[str]:
    """The targets that were missed, as sentences."""
    ours, stock = figures["ours"], figures["stock"]
    misses = []
    if ours["transfer"] > MOST_SECONDS:
        seconds = ours["transfer"]
        misses.append(f"The transfer took {seconds:.1f} s, not {MOST_SECONDS:g}.")
    if ours["preview"] > MOST_OF_PREVIEW:
        seconds = ours["preview"]
        misses.append(f"The preview took {seconds:.1f} s, not {MOST_OF_PREVIEW:g}.")
    if get_ratio(figures) < LEAST_RATIO:
        misses.append(
            f"It is {get_ratio(figures):.0f} times as fast as a loop of writes, "
            f"not {LEAST_RATIO}."
        )
    if not ours["moved"] > stock["records"]:
        misses.append("Less was handed over than was written by the loop.")
    return misses


def get_ratio(figures: Figures) -> float:
    """How many times as long a record takes when it is written by the ORM."""
    return figures["stock"]["per record"] / figures["ours"]["per record"]


def _show(figures: Figures) -> None:
    for title, values in figures.items():
        cells = "  ".join(f"{name} {value:,.4f}" for name, value in values.items())
        say(f"{title:<8} {cells}")
    say(f"A loop of writes takes {get_ratio(figures):.0f} times as long.")
