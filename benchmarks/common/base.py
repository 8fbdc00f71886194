"""A base of its own for a benchmark, in which functions of its package run."""

from __future__ import annotations

import json
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from workshop.console import fail, say, step
from workshop.paths import LOCAL, make_folder
from workshop.testing.dependencies import find_foreign_depends

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from workshop.runtime import Runtime

ADDON = "jl_crm_pipeline"
TEMPLATE = "bench_access"
Figures = dict[str, dict[str, dict[str, float]]]


class Base:
    """A copy of stock Odoo with what the add-on needs, dropped in the end."""

    def __init__(self, runtime: Runtime, name: str, package: str) -> None:
        self._runtime = runtime
        self._package = package
        self._database = f"bench_{name}"
        self._log = make_folder(LOCAL / "logs") / f"bench-{name.replace('_', '-')}.log"
        self.result = make_folder(LOCAL / "bench") / f"{name}.json"

    @classmethod
    @contextmanager
    def open(cls, runtime: Runtime, name: str, package: str) -> Iterator[Base]:
        base = cls(runtime, name, package)
        base.result.unlink(missing_ok=True)
        template = runtime.template(TEMPLATE, find_foreign_depends([ADDON]))
        runtime.clone(template, base._database)
        try:
            yield base
        finally:
            runtime.drop(base._database)

    def install(self) -> None:
        options = ["-d", self._database, "-i", ADDON, "--stop-after-init", "--no-http"]
        with step("Install the add-on"):
            self._runtime.odoo(*options, log=self._log)

    def call(self, title: str, module: str, function: str, *arguments: int) -> None:
        """Call `module.function(env, *arguments)` of the package inside Odoo."""
        self._shell(title, module, function, arguments)

    def measure(self, rounds: int, title: str = "Measure") -> None:
        """Call the package's `measure(env, result, rounds)` inside Odoo."""
        self._shell(title, "measure", "measure", (self.result, rounds))

    def read(self) -> Figures:
        if not self.result.exists():
            fail("The measurement left no result.", f"See {self._log}")
        return json.loads(self.result.read_text(encoding="utf-8"))

    def _shell(
        self, title: str, module: str, function: str, arguments: tuple[Any, ...]
    ) -> None:
        words = ["env", *map(_write, arguments)]
        script = (
            "from pathlib import Path\n"
            f"from {self._package}.{module} import {function}\n"
            f"{function}({', '.join(words)})\n"
        )
        options = ["-d", self._database, "--no-http"]
        with step(title):
            self._runtime.odoo("shell", *options, log=self._log, text=script)


def _write(argument: int | Path) -> str:
    if isinstance(argument, int):
        return str(argument)
    return f"Path({str(argument)!r})"


def report(figures: Figures, misses: list[str]) -> int:
    """Say what was measured and what was missed; return the exit status."""
    for who, pages in figures.items():
        say(f"\n{who}")
        for page, times in pages.items():
            cells = "  ".join(f"{key} {value:8.1f}" for key, value in times.items())
            say(f"  {page:<20} {cells}")
    for miss in misses:
        say(f"✗ {miss}")
    return 1 if misses else 0
