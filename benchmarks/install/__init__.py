"""Install jl_crm_pipeline on a base with very many partners.

Its peer is the installation of stock crm on a base with as many partners. Targets:
less than three times the peer's time, less than 1 GB of memory in the Odoo process, and
no statements that grow in number with the partners.
"""

from __future__ import annotations

import json
import os
import platform
import re
import time
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

from benchmarks.common.base import PIPELINE, Base
from benchmarks.common.population import populated
from benchmarks.common.report import conclude
from workshop.addons import find_addons
from workshop.console import format_seconds, format_size, format_table, say
from workshop.paths import LOCAL, make_folder
from workshop.testing.dependencies import find_foreign_depends

if TYPE_CHECKING:
    import argparse
    from pathlib import Path

    from workshop.runtime import Runtime

STOCK = "crm"
STOCK_BASE = ["base", "contacts", "mail"]
PARTNERS = 1_000_000
FEW = 1_000
MAX_RATIO = 3.0
MAX_MEMORY = 1_000_000_000
# what the two installations may differ by chance
MAX_GROWTH = 1.1
# Odoo's second number is of all cursors, the module's own included
LOADED = re.compile(r"Module (\S+) loaded in [\d.]+s, \d+ queries \(\+(\d+) ")


@dataclass(frozen=True)
class Installation:
    """What one installation took; `queries` are those of the module itself."""

    module: str
    partners: int
    seconds: float
    memory: int
    queries: int


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--partners", type=int, default=PARTNERS, metavar="N", help="default: 1000000"
    )


def run(runtime: Runtime, args: argparse.Namespace) -> int:
    few = min(FEW, args.partners)
    stock = measure(runtime, STOCK, STOCK_BASE, args.partners)
    ours_base = find_foreign_depends([PIPELINE])
    ours = measure(runtime, PIPELINE, ours_base, args.partners)
    ours_few = measure(runtime, PIPELINE, ours_base, few)
    misses = find_misses(stock, ours, ours_few)
    _show([stock, ours, ours_few])
    say(f"Ratio {ours.seconds / stock.seconds:.2f} (target: below {MAX_RATIO:g})")
    say(f"Written: {_write_result(stock, ours, ours_few, misses)}")
    return conclude(misses)


def measure(
    runtime: Runtime, module: str, modules: list[str], partners: int
) -> Installation:
    """Install `module` on a fresh copy of a base with so many partners."""
    name = "stock" if module == STOCK else "ours"
    source = populated(runtime, name, modules, partners)
    with Base.open(runtime, __name__, kind=name, source=source) as base:
        took = base.install(module, f"Install {module} on {partners:,} partners")
        if module == PIPELINE:
            say(f"  {_count_customers(runtime, base.database):,} customers registered")
        queries = count_queries(base.log.read_text(encoding="utf-8"), module)
    return Installation(module, partners, took.seconds, took.memory, queries)


def _count_customers(runtime: Runtime, database: str) -> int:
    sql = "SELECT count(*) FROM res_partner WHERE customer_status IS NOT NULL"
    [(customers,)] = runtime.postgres.query(database, sql)
    return int(customers)


def count_queries(log: str, module: str) -> int:
    """Statements that Odoo itself counted while it loaded the module."""
    return int(dict(LOADED.findall(log))[module])


def find_misses(
    stock: Installation, ours: Installation, ours_few: Installation
) -> list[str]:
    """The targets that were missed, as sentences."""
    misses = []
    ratio = ours.seconds / stock.seconds
    if ratio >= MAX_RATIO:
        misses.append(f"{PIPELINE} took {ratio:.2f} times as long as {STOCK}.")
    if ours.memory >= MAX_MEMORY:
        misses.append(f"{PIPELINE} took {format_size(ours.memory)} of memory.")
    if ours.queries > ours_few.queries * MAX_GROWTH:
        misses.append(
            f"{PIPELINE} sent {ours.queries:,} statements on {ours.partners:,} "
            f"partners, {ours_few.queries:,} on {ours_few.partners:,}."
        )
    return misses


def _show(installations: list[Installation]) -> None:
    header = ["module", "partners", "time", "memory", "statements"]
    rows = [
        [
            one.module,
            f"{one.partners:,}",
            format_seconds(one.seconds),
            format_size(one.memory),
            f"{one.queries:,}",
        ]
        for one in installations
    ]
    say(format_table(header, rows))


def _write_result(
    stock: Installation, ours: Installation, ours_few: Installation, misses: list[str]
) -> Path:
    path = make_folder(LOCAL / "bench") / "install.json"
    result = {
        "when": time.strftime("%Y-%m-%dT%H:%M:%S%z"),
        "processors": os.cpu_count(),
        "machine": platform.machine(),
        "addons": find_addons(),
        "ratio": ours.seconds / stock.seconds,
        "installations": [asdict(one) for one in (stock, ours, ours_few)],
        "misses": misses,
    }
    path.write_text(json.dumps(result, indent=2) + "\n", encoding="utf-8")
    return path
