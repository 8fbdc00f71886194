"""Merge very many customers at once, and undo one of the merges.

On a base of partners with journal items, leads, orders and messages; its peer, in the
same run, is Odoo's own merge on a sample of groups. Targets: 4,000 groups on 500,000
partners with 1,000,000 journal items within 60 seconds, the undo of one within 2.
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

ADDON = "jl_crm_duplicate"
STOCK = ["contacts", "crm", "sale_crm", "sale_management", "account", "website_crm"]
DATABASE = "bench_merge"
PARTNERS = 100_000
GROUPS = 800
SAMPLE = 20
# documents of a hundred partners
ITEMS, LEADS, ORDERS, MESSAGES = 200, 40, 40, 100
HUNDRED = 100
# seconds of one group when 4,000 take 60
MOST_OF_A_GROUP = 60 / 4000
# what is paid once, however few the groups are
MOST_ONCE = 5.0
MOST_TO_UNDO = 2.0
Figures = dict[str, dict[str, float]]


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--partners", type=int, default=PARTNERS, metavar="N")
    parser.add_argument("--groups", type=int, default=GROUPS, metavar="N")
    parser.add_argument(
        "--sample", type=int, default=SAMPLE, metavar="N", help="that Odoo merges"
    )


def run(runtime: Runtime, args: argparse.Namespace) -> int:
    figures = measure(runtime, args.partners, args.groups, args.sample)
    misses = find_misses(figures)
    _show(figures)
    for miss in misses:
        say(f"✗ {miss}")
    return 1 if misses else 0


def measure(runtime: Runtime, partners: int, groups: int, sample: int) -> Figures:
    source = populated(runtime, "merge", STOCK, partners)
    runtime.clone(source, DATABASE)
    try:
        with step("Insert items, leads, orders, messages"):
            counts = {
                "items": ITEMS * partners // HUNDRED,
                "leads": LEADS * partners // HUNDRED,
                "orders": ORDERS * partners // HUNDRED,
                "messages": MESSAGES * partners // HUNDRED,
            }
            _shell(
                runtime,
                "from benchmarks.merging.documents import fill\n"
                f"fill(env, {counts!r})\n",
            )
        with step("Install the add-on"):
            runtime.odoo(
                *("-d", DATABASE, "-i", ADDON, "--stop-after-init", "--no-http"),
                log=LOCAL / "logs" / "bench-merge.log",
            )
        with step(f"Merge {groups:,} groups"):
            return _measure(runtime, groups, sample)
    finally:
        runtime.drop(DATABASE)


def _measure(runtime: Runtime, groups: int, sample: int) -> Figures:
    result = make_folder(LOCAL / "bench") / "merge.json"
    result.unlink(missing_ok=True)
    log = _shell(
        runtime,
        "from pathlib import Path\n"
        "from benchmarks.merging.measure import measure\n"
        f"measure(env, Path({str(result)!r}), {groups}, {sample})\n",
    )
    if not result.exists():
        fail(f"The measurement left no result:\n{process.tail(log)}", f"See {log}")
    return json.loads(result.read_text(encoding="utf-8"))


def _shell(runtime: Runtime, script: str):
    log = make_folder(LOCAL / "logs") / "bench-merge-shell.log"
    runtime.odoo("shell", "-d", DATABASE, "--no-http", log=log, text=script)
    return log


def find_misses(figures: Figures) -> list[str]:
    """The targets that were missed, as sentences."""
    ours, stock = figures["ours"], figures["stock"]
    misses = []
    most = max(MOST_OF_A_GROUP * ours["groups"], MOST_ONCE)
    if ours["merge"] > most:
        misses.append(f"The merge took {ours['merge']:.1f} s, not {most:.1f}.")
    if ours["undo"] > MOST_TO_UNDO:
        misses.append(f"An undo took {ours['undo']:.2f} s, not {MOST_TO_UNDO:g}.")
    if ours["per group"] > stock["per group"]:
        misses.append("Odoo's own merge took less time for a group.")
    return misses


def _show(figures: Figures) -> None:
    for title, values in figures.items():
        cells = "  ".join(f"{name} {value:,.4f}" for name, value in values.items())
        say(f"{title:<8} {cells}")
    ratio = figures["stock"]["per group"] / figures["ours"]["per group"]
    say(f"A group takes Odoo's wizard {ratio:.0f} times as long.")
