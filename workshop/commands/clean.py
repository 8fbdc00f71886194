"""Remove all that ./jl has made: the cache folder and .local/.

Databases go too, those of `./jl serve` included. A PostgreSQL server named by
PGHOST is left alone.
"""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

from workshop.cluster import cluster_folder, cluster_folders, retire
from workshop.console import confirm, fail, format_size, format_table, say, step
from workshop.paths import CACHE, CACHE_TAG, LOCAL, folder_size

if TYPE_CHECKING:
    import argparse
    from pathlib import Path


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--yes", action="store_true", help="do not ask")
    parser.add_argument(
        "--local",
        action="store_true",
        help="only .local/ and this checkout's databases; keep what was fetched",
    )


def run(args: argparse.Namespace) -> int:
    folders = [path for path in _find_folders(local=args.local) if path.exists()]
    if not folders:
        say("There is nothing to remove.")
        return 0
    rows = [(format_size(folder_size(path)), str(path)) for path in folders]
    say(format_table(("Size", "Folder"), rows))
    if not (args.yes or confirm("Remove them?")):
        fail("Nothing was removed.", "./jl clean --yes removes without asking.")
    for folder in cluster_folders(everywhere=not args.local):
        retire(folder)
    with step("Remove the folders"):
        for path in folders:
            shutil.rmtree(path)
    return 0


def _find_folders(*, local: bool) -> list[Path]:
    if local:
        return [LOCAL, cluster_folder()]
    # without our tag the folder is somebody else's
    return [LOCAL, *([CACHE] if CACHE_TAG.exists() else [])]
