"""A salesperson's day in a browser: clicks, saves, windows and seconds of six tasks.

Chromium does what people do, on the demo base of an office in China; what is clicked
and saved is counted in the page and on the wire. It fails where a task takes more than
its goal.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from benchmarks.common.report import Figures, report
from benchmarks.day.goals import find_misses
from workshop import process
from workshop.addons import find_addons
from workshop.console import step
from workshop.country import DEFAULT
from workshop.paths import LOCAL, PROJECT, make_folder
from workshop.programs import ensure_chromium
from workshop.testing.outside import ensure_outside_venv
from workshop.testing.scratch import Scratch

if TYPE_CHECKING:
    import argparse
    from pathlib import Path

    from workshop.runtime import Runtime
    from workshop.server import Server

ROUNDS = 20

__all__ = ["add_arguments", "find_misses", "run"]


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--rounds", type=int, default=ROUNDS, metavar="N", help="of each search"
    )
    parser.add_argument(
        "--url", default="", help="of a JL CRM with demo data, which it changes"
    )


def run(runtime: Runtime, args: argparse.Namespace) -> int:
    figures = measure(runtime, args)
    return report(figures, find_misses(figures))


def measure(runtime: Runtime, args: argparse.Namespace) -> Figures:
    folder = make_folder(LOCAL / "bench" / "day")
    if args.url:
        return _browse(runtime, folder, args.url, args.rounds)
    with Scratch(runtime, folder) as scratch:
        database = scratch.make_base(find_addons(), "day", DEFAULT)
        with runtime.server(database, log=folder / "server.log") as server:
            return _serve(runtime, folder, server, args.rounds)


def _serve(runtime: Runtime, folder: Path, server: Server, rounds: int) -> Figures:
    with step("Do the day's work in a browser"):
        return _browse(runtime, folder, server.url, rounds)


def _browse(runtime: Runtime, folder: Path, url: str, rounds: int) -> Figures:
    result = folder / "day.json"
    process.run(
        [
            *(ensure_outside_venv(), "-m", "benchmarks.day.browse"),
            *(url, result, "--rounds", str(rounds)),
            *("--chromium", ensure_chromium()),
        ],
        what="The day in the browser",
        env=runtime.env(),
        cwd=PROJECT,
        log=folder / "browse.log",
    )
    return json.loads(result.read_text(encoding="utf-8"))
