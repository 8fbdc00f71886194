"""Write the templates of the add-ons' texts and bring the translations in line."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from workshop.addons import find_addons
from workshop.console import say, step
from workshop.paths import LOCAL, PROJECT
from workshop.runtime import Runtime
from workshop.testing.scratch import Scratch
from workshop.testing.session import make_run_folder
from workshop.translations.export import find_stale

if TYPE_CHECKING:
    from pathlib import Path


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--check", action="store_true", help="write nothing; fail if something is stale"
    )


def run(args: argparse.Namespace) -> int:
    stale = _find_stale(write=not args.check)
    for path in stale:
        say(f"{'stale' if args.check else 'written'}: {path.relative_to(PROJECT)}")
    if not stale:
        say("All templates and translations are up to date.")
    return 1 if stale and args.check else 0


def _find_stale(*, write: bool) -> list[Path]:
    addons = find_addons()
    folder = make_run_folder(LOCAL / "pot")
    with Scratch(Runtime.prepare(fast=True, pdf=False), folder) as scratch:
        database = scratch.install(addons)
        with step("Export the texts"):
            return find_stale(scratch.runtime, database, addons, folder, write=write)
