"""One call of `./jl test`: what was asked for and where its things lie."""

from __future__ import annotations

import os
import shutil
import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from workshop.paths import LOCAL

if TYPE_CHECKING:
    from concurrent.futures import Future
    from pathlib import Path

    from workshop.runtime import Runtime
    from workshop.testing.scratch import Scratch

KEPT_RUNS = 5


@dataclass
class Session:
    scratch: Scratch
    addons: list[str]
    tags: str = ""
    expression: str = ""
    upstream_modules: list[str] = field(default_factory=list)
    # the database with our add-ons that the later phases copy
    installed: Future[str] | None = None

    @property
    def is_whole(self) -> bool:
        """Nothing was left out inside the phases."""
        return not (self.tags or self.expression)

    @property
    def runtime(self) -> Runtime:
        return self.scratch.runtime

    @property
    def folder(self) -> Path:
        return self.scratch.folder


def make_run_folder(runs: Path = LOCAL / "test") -> Path:
    """A new folder for logs and measures; those of old runs go."""
    runs.mkdir(parents=True, exist_ok=True)
    for old in sorted(runs.iterdir())[: -KEPT_RUNS + 1]:
        shutil.rmtree(old, ignore_errors=True)
    folder = runs / f"{time.strftime('%Y%m%d-%H%M%S')}-{os.getpid()}"
    folder.mkdir()
    return folder
