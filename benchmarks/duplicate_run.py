"""Analyse a whole base through the product: time and memory of a run.

A real Odoo database with a generated base of customers; the run goes through the model,
as the scheduled action does it. Its peer in the same database are the queries of Odoo's
own merge wizard for equal names, e-mails and tax IDs, which find a fraction of it.
"""

from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING

from benchmarks import duplicate_engine
from benchmarks.common.report import conclude
from benchmarks.duplicate_engine import GENERATOR, make_base
from workshop.console import fail, format_seconds, format_size, say, step
from workshop.paths import LOCAL, make_folder

if TYPE_CHECKING:
    import argparse
    from pathlib import Path

    from workshop.runtime import Runtime

ADDON = "jl_crm_duplicate"
DATABASE = "bench_duplicate_run"
# of 1,000,000 customers; they hold for fewer too
MOST = {"whole run": 45.0, "same run again": 45.0, "1,000 changed": 5.0}
MOST_MEMORY = 400_000_000
# times as long as the wizard's three queries
MOST_RATIO = 25.0
CALL = "from benchmarks.duplicates import product; product.{}(env, {!r})\n"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    duplicate_engine.add_arguments(parser)


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


def measure(runtime: Runtime, base: Path) -> dict[str, float]:
    template = runtime.template(DATABASE, [ADDON])
    result = make_folder(LOCAL / "bench") / "duplicate_run.json"
    result.unlink(missing_ok=True)
    runtime.clone(template, DATABASE)
    try:
        with step("Load and key the customers"):
            _call(runtime, "fill", base / "customers.csv")
        runtime.postgres.query(DATABASE, "VACUUM ANALYZE")
        with step("Analyse"):
            _call(runtime, "measure", result)
    finally:
        runtime.drop(DATABASE)
    if not result.exists():
        fail("The measurement left no result.", f"See {_log('measure')}")
    return json.loads(result.read_text(encoding="utf-8"))


def _call(runtime: Runtime, function: str, path: Path) -> None:
    """In a process of its own, whose memory is the work's alone."""
    options = ["-d", DATABASE, "--no-http"]
    text = CALL.format(function, str(path))
    runtime.odoo("shell", *options, log=_log(function), text=text)


def _log(function: str) -> Path:
    return make_folder(LOCAL / "logs") / f"bench-duplicate-run-{function}.log"


def find_misses(figures: dict[str, float]) -> list[str]:
    """The targets that were missed, as sentences."""
    misses = [
        f"{name}: {figures[name]:.1f} s, not {most:g}"
        for name, most in MOST.items()
        if figures[name] > most
    ]
    if figures["memory"] > MOST_MEMORY:
        misses.append(f"The run took {format_size(int(figures['memory']))} of memory.")
    ratio = figures["whole run"] / figures["peer"]
    if ratio > MOST_RATIO:
        misses.append(f"The run took {ratio:.1f} times as long as the wizard's queries")
    return misses


def _show(figures: dict[str, float]) -> None:
    for name in ("customers", "pairs", "groups"):
        say(f"  {name:<18} {int(figures[name]):>12,}")
    for name in (*MOST, "peer"):
        say(f"  {name:<18} {format_seconds(figures[name]):>12}")
    say(f"  {'memory':<18} {format_size(int(figures['memory'])):>12}")
    ratio = figures["whole run"] / figures["peer"]
    say(f"Ratio to the peer: {ratio:.1f} (target: at most {MOST_RATIO:g})")
