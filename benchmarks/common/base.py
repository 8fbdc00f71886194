"""A base of its own for a benchmark, in which functions of its package run."""

from __future__ import annotations

import json
import os
import time
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from workshop import process
from workshop.console import fail, step
from workshop.paths import LOCAL, PROJECT, make_folder
from workshop.testing.dependencies import find_foreign_depends

if TYPE_CHECKING:
    from collections.abc import Iterator

    from workshop.runtime import Runtime

DUPLICATE = "jl_crm_duplicate"
PIPELINE = "jl_crm_pipeline"
QUOTE = "jl_crm_quote"
HANDOVER = "jl_crm_handover"
KILOBYTE = 1024
# what a script begins with: `subject` is what the called functions take first
SHELL = "subject = env\n"
PLAIN = "from benchmarks.common.plain import connect\nsubject = connect({!r})\n"


class Installation(NamedTuple):
    """What it took to install: seconds, and the most bytes of memory."""

    seconds: float
    memory: int


class Bench:
    """A database that is dropped in the end, and Python that works on it.

    The functions that are called take `subject` first: the environment of Odoo's shell,
    or a connection where there is no Odoo. Further arguments are paths and what
    Python's own literals can write.
    """

    def __init__(self, runtime: Runtime, package: str, kind: str = "") -> None:
        name = package.rpartition(".")[2] + (f"_{kind}" if kind else "")
        self._runtime = runtime
        self._package = package
        self.database = f"bench_{name}"
        self.log = make_folder(LOCAL / "logs") / f"bench-{name.replace('_', '-')}.log"
        self.log.unlink(missing_ok=True)
        self._result = make_folder(LOCAL / "bench") / f"{name}.json"

    def measure(
        self, *arguments: Any, title: str = "Measure", module: str = "measure"
    ) -> Any:
        """What `measure(subject, *arguments)` of a module of the package returns."""
        self._result.unlink(missing_ok=True)
        call = _write_call(self._package, module, "measure", arguments)
        script = (
            f"{call[0]}"
            "from benchmarks.common.report import leave\n"
            f"leave(Path({str(self._result)!r}), {call[1]})\n"
        )
        with step(title):
            self._run(script)
        if not self._result.exists():
            last = process.tail(self.log)
            fail(f"The measurement left no result:\n{last}", f"See {self.log}")
        return json.loads(self._result.read_text(encoding="utf-8"))

    def call(self, title: str, module: str, function: str, *arguments: Any) -> float:
        """Seconds that `module.function(subject, *arguments)` took, with its start."""
        with step(title):
            return self.call_silently(module, function, *arguments)

    def call_silently(self, module: str, function: str, *arguments: Any) -> float:
        start = time.monotonic()
        self._run("".join(_write_call(self._package, module, function, arguments)))
        return time.monotonic() - start

    def vacuum(self, *tables: str) -> None:
        """What PostgreSQL does by itself soon after so many changes."""
        statement = f"VACUUM ANALYZE {', '.join(tables)}"
        self._runtime.postgres.query(self.database, statement)

    def _run(self, script: str) -> None:
        raise NotImplementedError


class PlainBase(Bench):
    """An empty database, and Odoo's Python without Odoo."""

    @classmethod
    @contextmanager
    def open(cls, runtime: Runtime, package: str) -> Iterator[PlainBase]:
        base = cls(runtime, package)
        runtime.postgres.dropdb(base.database)
        runtime.postgres.createdb(base.database)
        try:
            yield base
        finally:
            runtime.postgres.dropdb(base.database)

    def _run(self, script: str) -> None:
        script = PLAIN.format(self.database) + script
        process.run(
            [self._runtime.python, "-c", script],
            what="The measurement",
            env=self._runtime.env(),
            cwd=PROJECT,
            log=self.log,
        )


class Base(Bench):
    """A copy of a database of Odoo, by default of what an add-on needs."""

    def __init__(self, runtime: Runtime, package: str, kind: str, addon: str) -> None:
        super().__init__(runtime, package, kind)
        self._addon = addon

    @classmethod
    @contextmanager
    def open(
        cls,
        runtime: Runtime,
        package: str,
        *,
        kind: str = "",
        addon: str = PIPELINE,
        source: str | None = None,
    ) -> Iterator[Base]:
        """A copy of `source`, or of what `addon` needs.

        `package` is where the functions are that run in it; `kind` tells the bases of
        one benchmark apart.
        """
        base = cls(runtime, package, kind, addon)
        runtime.clone(source or _make_template(runtime, addon), base.database)
        try:
            yield base
        finally:
            runtime.drop(base.database)

    def install(self, addon: str | None = None, title: str = "") -> Installation:
        """Install another add-on, or that of the base."""
        name = addon or self._addon
        with step(title or f"Install {name}"):
            installation = self._install(name)
        if name not in self._runtime.installed(self.database):
            last = process.tail(self.log)
            fail(f"{name} was not installed:\n{last}", f"See {self.log}")
        return installation

    def _install(self, name: str) -> Installation:
        options = ["-d", self.database, "-i", name, "--stop-after-init", "--no-http"]
        command, env = self._runtime.command(*options), self._runtime.env()
        start = time.monotonic()
        odoo = process.start(command, log=self.log, env=env)
        # of this very child; the sums over all children would mix them
        _pid, status, usage = os.wait4(odoo.pid, 0)
        odoo.returncode = os.waitstatus_to_exitcode(status)
        seconds = time.monotonic() - start
        if odoo.returncode:
            last = process.tail(self.log)
            fail(f"The installation of {name} failed:\n{last}", f"See {self.log}")
        return Installation(seconds, usage.ru_maxrss * KILOBYTE)

    def _run(self, script: str) -> None:
        options = ["-d", self.database, "--no-http"]
        self._runtime.odoo("shell", *options, log=self.log, text=SHELL + script)


def _make_template(runtime: Runtime, addon: str) -> str:
    name = addon.replace("jl_crm", "bench")
    return runtime.template(name, find_foreign_depends([addon]))


def _write_call(
    package: str, module: str, function: str, arguments: tuple[Any, ...]
) -> tuple[str, str]:
    """The imports of a call, and the call."""
    words = ", ".join(["subject", *map(_write, arguments)])
    imports = f"from pathlib import Path\nfrom {package}.{module} import {function}\n"
    return imports, f"{function}({words})"


def _write(argument: Any) -> str:
    if isinstance(argument, Path):
        return f"Path({str(argument)!r})"
    return repr(argument)
