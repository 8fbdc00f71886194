"""A base of its own for a benchmark, in which functions of its package run."""

from __future__ import annotations

import json
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from workshop import process
from workshop.console import fail, step
from workshop.paths import LOCAL, make_folder
from workshop.testing.dependencies import find_foreign_depends

if TYPE_CHECKING:
    from collections.abc import Iterator

    from workshop.runtime import Runtime

PIPELINE, QUOTE = "jl_crm_pipeline", "jl_crm_quote"
TEMPLATES = {PIPELINE: "bench_access", QUOTE: "bench_quote"}


class Base:
    """A copy of a database, stock Odoo for example, that is dropped in the end."""

    def __init__(self, runtime: Runtime, name: str, package: str, addon: str) -> None:
        self._runtime = runtime
        self._package = package
        self._addon = addon
        self.database = f"bench_{name}"
        self._log = make_folder(LOCAL / "logs") / f"bench-{name.replace('_', '-')}.log"
        self.result = make_folder(LOCAL / "bench") / f"{name}.json"

    @classmethod
    @contextmanager
    def open(
        cls,
        runtime: Runtime,
        name: str,
        package: str,
        *,
        addon: str = PIPELINE,
        source: str | None = None,
    ) -> Iterator[Base]:
        """A base of this name, a copy of `source`: of what `addon` needs by default.

        `package` is where the functions are that run in it.
        """
        base = cls(runtime, name, package, addon)
        base.result.unlink(missing_ok=True)
        source = source or _make_template(runtime, addon)
        runtime.clone(source, base.database)
        try:
            yield base
        finally:
            runtime.drop(base.database)

    def install(self, addon: str | None = None) -> None:
        """Install another add-on, or that of the base."""
        options = ["-i", addon or self._addon, "--stop-after-init", "--no-http"]
        with step(f"Install {addon or 'the add-on'}"):
            self._runtime.odoo("-d", self.database, *options, log=self._log)

    def measure(self, *arguments: Any, title: str = "Measure") -> None:
        """Call the package's `measure.measure(env, result, *arguments)`."""
        self.call(title, "measure", "measure", self.result, *arguments)

    def call(self, title: str, module: str, function: str, *arguments: Any) -> None:
        """Call `module.function(env, *arguments)` of the package inside Odoo.

        The arguments are paths and what Python's own literals can write.
        """
        words = ["env", *map(_write, arguments)]
        script = (
            "from pathlib import Path\n"
            f"from {self._package}.{module} import {function}\n"
            f"{function}({', '.join(words)})\n"
        )
        options = ["-d", self.database, "--no-http"]
        with step(title):
            self._runtime.odoo("shell", *options, log=self._log, text=script)

    def read(self) -> Any:
        """What the measurement left, out of its JSON."""
        if not self.result.exists():
            last = process.tail(self._log)
            fail(f"The measurement left no result:\n{last}", f"See {self._log}")
        return json.loads(self.result.read_text(encoding="utf-8"))


def _make_template(runtime: Runtime, addon: str) -> str:
    return runtime.template(TEMPLATES[addon], find_foreign_depends([addon]))


def _write(argument: Any) -> str:
    if isinstance(argument, Path):
        return f"Path({str(argument)!r})"
    return repr(argument)
