"""Scratch databases of one run: copied from a cached template, dropped at its end."""

from __future__ import annotations

import itertools
import os
import re
from typing import TYPE_CHECKING

from workshop.console import fail, say, step
from workshop.demo import fill_base
from workshop.testing.dependencies import find_foreign_depends
from workshop.testing.expected import ALLOWED
from workshop.testing.odoo_log import find_unexpected, read_entries

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from workshop.runtime import Runtime

LANGUAGES = ["zh_CN", "zh_TW"]
PREFIX = "jl_test"
NO_DEMO = "UPDATE ir_module_module SET demo = FALSE"
DEMO_BELOW = """
    UPDATE ir_module_module SET demo = TRUE
     WHERE state = 'installed' AND name NOT LIKE 'jl\\_crm\\_%'
"""


class Scratch:
    def __init__(
        self,
        runtime: Runtime,
        folder: Path,
        *,
        coverage: Path | None = None,
        keep: bool = False,
    ) -> None:
        self.runtime = runtime
        self.folder = folder
        self.coverage = coverage
        self._keep = keep
        self._numbers = itertools.count(1)
        self._made: list[str] = []
        self._bases: dict[tuple[str, ...], str] = {}

    def __enter__(self) -> Scratch:
        self._drop_orphans()
        return self

    def __exit__(self, *_error: object) -> None:
        if self._keep:
            say(f"Kept until the next run: {', '.join(self._made)}")
            return
        for name in self._made:
            self.runtime.drop(name)

    def get_base(self, addons: list[str], beside: Iterable[str] = ()) -> str:
        """The template with all that the add-ons need, and none of them.

        :param beside: further modules of Odoo
        """
        modules = sorted({*find_foreign_depends(addons), *beside})
        if tuple(modules) not in self._bases:
            self._bases[tuple(modules)] = self.runtime.template(
                "beside" if beside else "needed",
                modules=modules,
                languages=LANGUAGES,
                demo=True,
            )
        return self._bases[tuple(modules)]

    def clone(self, source: str, role: str) -> str:
        name = self._take_name(role)
        self.runtime.clone(source, name)
        return name

    def drop(self, name: str) -> None:
        self._made.remove(name)
        self.runtime.drop(name)

    def install(
        self,
        addons: list[str],
        role: str = "installed",
        source: str = "",
        *,
        demo: bool = True,
    ) -> str:
        """A database in which the add-ons were installed without complaint."""
        name = self.clone(source or self.get_base(addons), role)
        # Odoo gives what is installed its demo data wherever all below it have theirs
        if not demo:
            self.runtime.postgres.query(name, NO_DEMO)
        log = self.folder / f"install-{role}.log"
        names = ",".join(addons)
        with step(f"Install {names}"):
            self.runtime.odoo(
                *("-d", name, "-i", names, *(["--with-demo"] if demo else [])),
                *("--stop-after-init", "--no-http"),
                log=log,
                coverage=self.coverage,
            )
        self._ensure_silent(log)
        if not demo:
            self.runtime.postgres.query(name, DEMO_BELOW)
        return name

    def make_base(self, addons: list[str], role: str, country: str) -> str:
        """A database as `./jl serve` makes it for a country, without complaint."""
        name = self._take_name(role)
        log = self.folder / f"make-{role}.log"
        self.runtime.create_empty(name)
        fill_base(self.runtime, name, addons, country, log)
        self._ensure_silent(log)
        return name

    def _ensure_silent(self, log: Path) -> None:
        if loud := find_unexpected(read_entries(log), ALLOWED):
            said = "\n".join(entry.title for entry in loud)
            fail(f"The installation was not silent:\n{said}", f"See {log}")

    def _take_name(self, role: str) -> str:
        name = f"{PREFIX}_{os.getpid()}_{next(self._numbers)}_{role}"
        self._made.append(name)
        return name

    def _drop_orphans(self) -> None:
        """Databases of a run that was killed."""
        rows = self.runtime.postgres.query(
            "postgres", "SELECT datname FROM pg_database"
        )
        for (name,) in rows:
            owner = re.match(rf"{PREFIX}_(\d+)_", name)
            if owner and not _is_alive(int(owner[1])):
                self.runtime.drop(name)


def _is_alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
