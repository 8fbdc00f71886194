"""Make the pictures of the handbook: the product in Chromium, with demo data."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workshop import process
from workshop.addons import find_addons
from workshop.console import say, step
from workshop.country import DEFAULT
from workshop.paths import LOCAL, PROJECT
from workshop.programs import ensure_chromium
from workshop.runtime import Runtime
from workshop.testing.outside import ensure_outside_venv
from workshop.testing.scratch import Scratch
from workshop.testing.session import make_run_folder

if TYPE_CHECKING:
    import argparse

LANGUAGES = ("zh_CN", "en_US")
FOLDER = PROJECT / "docs" / "images"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--language", action="append", choices=LANGUAGES, help="only this one"
    )


def run(args: argparse.Namespace) -> int:
    logs = make_run_folder(LOCAL / "pictures")
    runtime = Runtime.prepare(fast=True)
    with Scratch(runtime, logs) as scratch:
        installed = scratch.make_base(find_addons(), "pictures", DEFAULT)
        for language in args.language or LANGUAGES:
            _take(scratch, installed, language)
    say(f"The pictures lie in {FOLDER.relative_to(PROJECT)}/.")
    return 0


def _take(scratch: Scratch, installed: str, language: str) -> None:
    """Each language gets a base of its own: the story changes it."""
    database = scratch.clone(installed, f"pictures_{language.lower()}")
    log = scratch.folder / f"server-{language}.log"
    with (
        scratch.runtime.server(database, log=log) as server,
        step(f"Take the pictures in {language}"),
    ):
        process.run(
            [
                *(ensure_outside_venv(), "-m", "workshop.pictures"),
                *(server.url, database, language, FOLDER / language),
                *("--chromium", ensure_chromium()),
            ],
            what="Taking the pictures",
            # with our fonts: not every computer has Chinese ones
            env=scratch.runtime.env(),
            cwd=PROJECT,
            log=scratch.folder / f"pictures-{language}.log",
        )
