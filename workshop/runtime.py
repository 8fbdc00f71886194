"""Odoo with everything around it, ready to run."""

from __future__ import annotations

import os
import secrets
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from workshop import process, programs
from workshop.databases import Databases
from workshop.odoo_tree import ensure_odoo
from workshop.paths import ADDONS, LOCAL, PROJECT, REQUIREMENTS, make_folder
from workshop.postgres import Postgres, ensure_postgres
from workshop.python_env import ensure_venv
from workshop.server import Server, free_port, run_server

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

CONFIGURATION = """\
[options]
addons_path = {addons_path}
data_dir = {data}
db_host = {host}
db_port = {port}
db_user = {user}
http_interface = 127.0.0.1
list_db = False
admin_passwd = {password}
; beyond a limit Odoo starts itself anew, which `python -m odoo` does not survive
limit_time_real = 0
limit_memory_soft = 0
"""


@dataclass(frozen=True)
class Runtime(Databases):
    """Odoo's code, its Python, a PostgreSQL server, and the programs it calls."""

    odoo_path: Path
    python: Path
    postgres: Postgres
    programs_env: dict[str, str]
    # state apart from that of other kinds: "" to look at, "fast" for tests
    kind: str = ""

    @classmethod
    def prepare(
        cls,
        *,
        slim: bool = True,
        browser: bool = False,
        pdf: bool = True,
        fast: bool = False,
        requirements: Sequence[Path] = (),
    ) -> Runtime:
        """Fetch and start what is missing. `fast`: databases that may be lost."""
        # Odoo would take these for its own settings
        for name in ("PGDATABASE", "PGAPPNAME", "PGPATH"):
            os.environ.pop(name, None)
        postgres = ensure_postgres(fast=fast)
        odoo_path = ensure_odoo(slim=slim)
        name = "odoo-test" if requirements else "odoo"
        python = ensure_venv(name, REQUIREMENTS, *requirements, site=odoo_path)
        env = _prepare_programs(browser=browser, pdf=pdf)
        runtime = cls(odoo_path, python, postgres, env, "fast" if fast else "")
        runtime._write_configuration()
        return runtime

    @property
    def configuration(self) -> Path:
        return LOCAL / f"odoo{self._suffix}.conf"

    @property
    def data(self) -> Path:
        return LOCAL / f"data{self._suffix}"

    @property
    def _suffix(self) -> str:
        return f"-{self.kind}" if self.kind else ""

    def env(self) -> dict[str, str]:
        """The whole environment in which Odoo and its tests run."""
        ours = {
            **self.programs_env,
            **self.postgres.env(),
            "ODOO_RC": str(self.configuration),
            "PYTHONUNBUFFERED": "1",
        }
        del ours["PGDATABASE"]
        return {**os.environ, **ours}

    def command(self, *args: str, coverage: Path | None = None) -> list[str | Path]:
        """`python -m odoo …`; the first argument may be a sub-command."""
        measure = []
        if coverage:
            measure = ["-m", "coverage", "run", "--branch", "--parallel-mode"]
            measure.append(f"--data-file={coverage}")
        return [self.python, *measure, "-m", "odoo", *args]

    def odoo(
        self,
        *args: str,
        log: Path,
        check: bool = True,
        coverage: Path | None = None,
        text: str | None = None,
    ) -> int:
        """Run Odoo to the end with its log in a file; return the exit status.

        `text` is what it reads: the script of `odoo("shell", …)`.
        """
        command = self.command(*args, coverage=coverage)
        options = {"env": self.env(), "cwd": PROJECT, "log": log, "text": text}
        if check:
            process.run(command, what=f"odoo {' '.join(args)}", **options)
            return 0
        return process.attempt(command, **options).returncode

    @contextmanager
    def server(
        self,
        db: str,
        port: int = 0,
        *args: str,
        log: Path | None = None,
        coverage: Path | None = None,
    ) -> Iterator[Server]:
        """A running server on `db`, at a free port when none is given."""
        port = port or free_port()
        log = log or LOCAL / "logs" / f"server-{db}.log"
        options = ["-d", db, f"--http-port={port}", *args]
        command = self.command("server", *options, coverage=coverage)
        with run_server(command, port, log, self.env()) as server:
            yield server

    def _write_configuration(self) -> None:
        paths = [self.odoo_path / "odoo" / "addons"]
        if (self.odoo_path / "addons").is_dir():
            paths.insert(0, self.odoo_path / "addons")
        # Odoo refuses a folder without add-ons
        if any(ADDONS.glob("*/__manifest__.py")):
            paths.append(ADDONS)
        text = CONFIGURATION.format(
            addons_path=",".join(map(str, paths)),
            data=make_folder(self.data),
            host=self.postgres.host,
            port=self.postgres.port,
            user=self.postgres.user,
            password=_master_password(),
        )
        _replace(self.configuration, text)


def _master_password() -> str:
    """Of Odoo's database manager, which is off; nobody needs to know it."""
    path = LOCAL / "master-password"
    if not path.exists():
        _replace(path, secrets.token_urlsafe(24))
    return path.read_text()


def _replace(path: Path, text: str) -> None:
    """Write a file that other processes may be reading."""
    draft = path.with_name(f"{path.name}.{os.getpid()}")
    draft.touch(mode=0o600)
    draft.write_text(text)
    draft.replace(path)


def _prepare_programs(*, browser: bool, pdf: bool) -> dict[str, str]:
    env = {}
    if browser:
        programs.ensure_chromium()
    if pdf:
        programs.ensure_wkhtmltopdf()
    if browser or pdf:
        env |= programs.ensure_cjk_fonts()
    # last, so that what the system has is preferred
    env["PATH"] = f"{os.environ.get('PATH', os.defpath)}{os.pathsep}{programs.WRAPPERS}"
    return env
