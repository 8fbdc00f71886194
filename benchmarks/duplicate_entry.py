"""What the duplicate analysis costs who enters customers, through Odoo.

On a base of generated customers in Odoo's own table: the first keying, a check as a
salesperson asks for it, saving in the form, importing. Its peers, in the same run: the
bare look-up of the keys, PostgreSQL's trigrams on the name, and the same database
without the add-on.
"""

from __future__ import annotations

import json
import os
import time
from typing import TYPE_CHECKING

from benchmarks.common.report import conclude
from benchmarks.duplicate_engine import (
    GENERATOR,
    make_base,
)
from benchmarks.duplicate_engine import (
    add_arguments as add_base_arguments,
)
from benchmarks.duplicates.odoo_base import customers_database
from workshop import process
from workshop.console import fail, say, step
from workshop.paths import LOCAL, make_folder
from workshop.testing.dependencies import find_foreign_depends

if TYPE_CHECKING:
    import argparse
    from pathlib import Path

    from workshop.runtime import Runtime

ADDON = "jl_crm_duplicate"
STOCK = ["contacts", "crm"]
IMPORTED = 20_000
LEAST_RECALL = {"recall@10, all fields": 0.98, "recall@10, name and city": 0.96}
MOST_MS = 15.0
MOST_OF_KEYS = 4.0
LEAST_OF_TRIGRAMS = 50.0
MOST_MORE_TO_SAVE = 10.0
MOST_OF_IMPORT = 1.25
MOST_TO_INSTALL = 150.0
Figures = dict[str, dict[str, float]]


def add_arguments(parser: argparse.ArgumentParser) -> None:
    add_base_arguments(parser)
    parser.add_argument("--rows", type=int, default=IMPORTED, help="to be imported")


def run(runtime: Runtime, args: argparse.Namespace) -> int:
    generator = args.material / GENERATOR
    if not generator.exists():
        say(f"Skipped: there is no generator at {os.path.relpath(generator)}.")
        return 0
    base = make_base(generator, args.customers, args.seed)
    without, ours, seconds = measure(runtime, base, args.rows)
    misses = find_misses(without, ours, seconds)
    _show(without, ours, seconds)
    return conclude(misses)


def measure(runtime: Runtime, base: Path, rows: int) -> tuple[Figures, Figures, float]:
    """Figures of one database without and with the add-on, and how long it came in."""
    stock = find_foreign_depends([ADDON])
    database = customers_database(runtime, stock, base, "entry")
    try:
        with step("Save and import without the add-on"):
            without = _measure(runtime, database, base, rows, is_ours=False)
        with step("Install the add-on"):
            seconds = _install(runtime, database)
        with step("Check, save and import with the add-on"):
            ours = _measure(runtime, database, base, rows, is_ours=True)
    finally:
        runtime.drop(database)
    return without, ours, seconds


def _install(runtime: Runtime, database: str) -> float:
    log = make_folder(LOCAL / "logs") / "bench-duplicate-entry.log"
    log.unlink(missing_ok=True)
    start = time.monotonic()
    runtime.odoo("-d", database, "-i", ADDON, "--stop-after-init", "--no-http", log=log)
    seconds = time.monotonic() - start
    sql = "VACUUM ANALYZE crm_duplicate_key, crm_duplicate_norm"
    runtime.postgres.query(database, sql)
    return seconds


def _measure(
    runtime: Runtime, database: str, base: Path, rows: int, *, is_ours: bool
) -> Figures:
    result = make_folder(LOCAL / "bench") / "duplicate_entry.json"
    result.unlink(missing_ok=True)
    script = (
        "from pathlib import Path\n"
        "from benchmarks.duplicates.entry import measure\n"
        f"measure(env, Path({str(base)!r}), Path({str(result)!r}), {rows}, "
        f"is_ours={is_ours})\n"
    )
    log = LOCAL / "logs" / "bench-duplicate-entry-shell.log"
    runtime.odoo("shell", "-d", database, "--no-http", log=log, text=script)
    if not result.exists():
        fail(f"The measurement left no result:\n{process.tail(log)}", f"See {log}")
    return json.loads(result.read_text(encoding="utf-8"))


def find_misses(without: Figures, ours: Figures, seconds: float) -> list[str]:
    """The targets that were missed, as sentences; they hold for 1,000,000 too."""
    p95 = {name: figures.get("p95", 0.0) for name, figures in ours.items()}
    figures = [
        ("A check, p95 in ms", p95["check"], MOST_MS),
        (
            "Its SQL, times the bare keys",
            p95["SQL of the check"] / p95["bare keys"],
            MOST_OF_KEYS,
        ),
        (
            "A save, ms more",
            ours["save"]["p50"] - without["save"]["p50"],
            MOST_MORE_TO_SAVE,
        ),
        (
            "An import, times that without",
            ours["import"]["seconds"] / without["import"]["seconds"],
            MOST_OF_IMPORT,
        ),
        ("The installation, seconds", seconds, MOST_TO_INSTALL),
    ]
    high = [
        f"{name}: {value:.2f}, not {most:g}"
        for name, value, most in figures
        if value > most
    ]
    low = [
        f"{name}: {ours['recall'][name]:.3f}, not {least}"
        for name, least in LEAST_RECALL.items()
        if ours["recall"][name] < least
    ]
    faster = p95["pg_trgm on the name"] / p95["check"]
    slow = [f"A check is {faster:.0f} times as fast as trigrams"]
    return high + low + (slow if faster < LEAST_OF_TRIGRAMS else [])


def _show(without: Figures, ours: Figures, seconds: float) -> None:
    for title, figures in (("without the add-on", without), ("with it", ours)):
        say(f"\n{title}")
        for name, values in figures.items():
            cells = "  ".join(f"{key} {value:.3f}" for key, value in values.items())
            say(f"  {name:<24} {cells}")
    say(f"\nInstalled, all customers keyed, in {seconds:.1f} s")
