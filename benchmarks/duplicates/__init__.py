"""A generated base of customers with known duplicates, which five benchmarks share."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from workshop.addon_tools import load_tools
from workshop.console import step
from workshop.paths import LOCAL, hash_files

# before the modules that use it: the one place that knows where the engine lies
load_tools("jl_crm_duplicate", "duplicate_engine")

if TYPE_CHECKING:
    import argparse

GENERATOR = Path(__file__).parent / "generator"
CUSTOMERS = 100_000
# with others, one or two of a thousand neighbours in another business count as the same
SEED = 2


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--customers", type=int, default=CUSTOMERS, metavar="N")
    parser.add_argument("--seed", type=int, default=SEED)


def make_base(args: argparse.Namespace) -> Path:
    """Customers, and which of them are the same, as three files in a folder."""
    from benchmarks.duplicates.generator.files import generate

    version = hash_files(GENERATOR)[:8]
    folder = LOCAL / "bench" / f"customers-{version}-{args.customers}-{args.seed}"
    if not (folder / "pairs.csv").exists():
        with step(f"Generate {args.customers:,} customers"):
            generate(folder, args.customers, args.seed)
    return folder
