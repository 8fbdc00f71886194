"""A private PostgreSQL cluster: made, started, recovered, stopped."""

from __future__ import annotations

import atexit
import contextlib
import fcntl
import os
import re
import shutil
import signal
import tempfile
import time
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import IO

from workshop import process
from workshop.apt import find_unpacked, install_privately, library_path
from workshop.console import fail, step
from workshop.locks import exclusive, try_lock
from workshop.paths import CACHE, hash_text, make_folder, need_space, project_key
from workshop.unprivileged import as_server_user, can_enter, server_user

SYSTEM_BINARIES = Path("/usr/lib/postgresql")
TIME_ZONES = Path("/usr/share/zoneinfo/Asia/Shanghai")
# the kernel cuts socket paths at 107 characters, ".s.PGSQL.5432" takes 14
SOCKET_PATH_MAX = 90
START_ATTEMPTS = 5
STOP_SECONDS = 60
SPACE = 500_000_000
SETTINGS = {
    "listen_addresses": "",
    "shared_buffers": "512MB",
    "max_connections": "200",
    "log_min_messages": "warning",
}
FAST_SETTINGS = {
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
}


@dataclass
class Cluster:
    """Reached over a unix socket only, by whoever may enter its folder."""

    folder: Path
    socket_folder: Path
    binaries: Path
    settings: dict[str, str]
    user_lock: IO[str] | None = None

    @property
    def data(self) -> Path:
        return self.folder / "data"

    def use(self) -> None:
        """Start it if need be; it runs as long as somebody uses it."""
        if self.user_lock:
            return
        with exclusive(f"postgresql-{self.folder.name}"):
            self._prepare_folder(self.folder)
            self._prepare_folder(self.socket_folder)
            if not (self.data / "PG_VERSION").exists():
                self._create()
            if not self.is_running():
                self._start()
            self._join()

    def is_running(self) -> bool:
        command = [self.binaries / "pg_isready", "-q", "-h", self.socket_folder]
        return process.attempt(command, env=self._env()).returncode == 0

    def leave(self) -> None:
        """Stop it unless another process still uses it."""
        if not self.user_lock:
            return
        with exclusive(f"postgresql-{self.folder.name}"):
            if try_lock(self.user_lock, fcntl.LOCK_EX):
                stop_server(self.data)
            self.user_lock.close()
            self.user_lock = None

    def _join(self) -> None:
        self.user_lock = (self.folder / "users.lock").open("w")
        fcntl.flock(self.user_lock, fcntl.LOCK_SH)
        atexit.register(self.leave)

    def _prepare_folder(self, folder: Path) -> None:
        make_folder(folder)
        if os.geteuid() == 0:
            shutil.chown(folder, server_user())
        folder.chmod(0o700)
        if not can_enter(folder):
            fail(
                f"PostgreSQL runs as the user {server_user()}, who may not enter "
                f"{folder}.",
                "Name another cache folder: JL_CACHE=/var/cache/jl-crm ./jl …",
            )

    def _create(self) -> None:
        need_space(SPACE)
        # what an interrupted attempt left would make initdb refuse
        shutil.rmtree(self.data, ignore_errors=True)
        with step("Make a PostgreSQL cluster"):
            options = ["-U", "odoo", "--auth=trust", "-E", "UTF8", "--locale=C.UTF-8"]
            self._as_server("initdb", "-D", self.data, *options)

    def _start(self) -> None:
        with step("Start PostgreSQL"):
            for attempt in range(START_ATTEMPTS):
                self._forget_stale_pid()
                if self._try_start() or self.is_running():
                    return
                # backends of a killed server need a moment to notice
                time.sleep(attempt)
        log = self.folder / "log"
        fail(f"PostgreSQL does not start:\n{process.tail(log)}\nIts log: {log}")

    def _try_start(self) -> bool:
        settings = {**self.settings, "unix_socket_directories": self.socket_folder}
        options = " ".join(f"-c {name}='{value}'" for name, value in settings.items())
        log = self.folder / "log"
        arguments = ["-D", self.data, "-l", log, "-w", "-s", "-o", options, "start"]
        command = self._command("pg_ctl", *arguments)
        result = process.attempt(command, env=self._env(), cwd=Path("/"))
        return result.returncode == 0

    def _forget_stale_pid(self) -> None:
        """After a crash the number may belong to another program by now.

        PostgreSQL would take that one for itself and refuse to start.
        """
        path = self.data / "postmaster.pid"
        if path.exists() and not _owns_process(first_line(path), self.data):
            path.unlink()
            for lock in self.socket_folder.glob(".s.PGSQL.*.lock"):
                lock.unlink()

    def _as_server(self, program: str, *arguments: str | Path) -> None:
        process.run(
            self._command(program, *arguments),
            what=program,
            env=self._env(),
            cwd=Path("/"),
        )

    def _command(self, program: str, *arguments: str | Path) -> list[str | Path]:
        return [*as_server_user(), self.binaries / program, *arguments]

    def _env(self) -> dict[str, str]:
        return {"LC_ALL": "C.UTF-8", **library_env(self.binaries)}


def private_cluster(kind: str) -> Cluster:
    return _clusters(kind, find_binaries())


@cache
def _clusters(kind: str, binaries: Path) -> Cluster:
    folder = cluster_folder() / f"{kind}-{_major_version(binaries)}"
    settings = SETTINGS | (FAST_SETTINGS if kind == "fast" else {})
    return Cluster(folder, _socket_folder(folder), binaries, settings)


def cluster_folder() -> Path:
    """Where this checkout's clusters lie."""
    return CACHE / "postgresql" / project_key()


def cluster_folders(*, everywhere: bool) -> list[Path]:
    """Folders of the clusters of this checkout, or of all that use the cache."""
    folder = CACHE / "postgresql" if everywhere else cluster_folder()
    pattern = "*/*/users.lock" if everywhere else "*/users.lock"
    return [path.parent for path in folder.glob(pattern)]


def retire(folder: Path) -> None:
    """Stop a cluster for good; refuse while somebody uses it."""
    with (folder / "users.lock").open("w") as lock:
        if not try_lock(lock, fcntl.LOCK_EX):
            fail(
                f"A ./jl still works with the databases in {folder}.",
                "End it first (Ctrl-C where ./jl serve or ./jl test runs).",
            )
        stop_server(folder / "data")
    socket_folder = _socket_folder(folder)
    if not socket_folder.is_relative_to(folder):
        shutil.rmtree(socket_folder, ignore_errors=True)


def stop_server(data: Path) -> None:
    """End the server of a cluster, its connections with it."""
    path = data / "postmaster.pid"
    deadline = time.monotonic() + STOP_SECONDS
    with contextlib.suppress(FileNotFoundError, ProcessLookupError):
        pid = first_line(path)
        if _owns_process(pid, data):
            os.kill(int(pid), signal.SIGINT)
        while _owns_process(pid, data) and time.monotonic() < deadline:
            time.sleep(0.05)


def find_binaries() -> Path:
    """Folder of initdb and psql: the system's newest, else unpacked privately."""
    system = sorted(SYSTEM_BINARIES.glob("*/bin/initdb"), key=_version_of_path)
    if system:
        return system[-1].parent
    if found := shutil.which("initdb"):
        return Path(found).resolve().parent
    _require_time_zones()
    root = install_privately("postgresql", ["postgresql"])
    return find_unpacked(root, "usr/lib/postgresql/*/bin")


def library_env(binaries: Path) -> dict[str, str]:
    """Unpacked programs find their libraries beside them, not in the system."""
    if not binaries.is_relative_to(CACHE):
        return {}
    return {"LD_LIBRARY_PATH": library_path(binaries.parents[4])}


def first_line(path: Path) -> str:
    return path.read_text().partition("\n")[0]


def _owns_process(pid: str, data: Path) -> bool:
    """Whether the process works in the cluster's data, as all of its own do."""
    try:
        return Path("/proc", pid.strip("-"), "cwd").readlink() == data
    except OSError:
        return False


def _socket_folder(folder: Path) -> Path:
    beside = folder / "socket"
    if len(str(beside)) <= SOCKET_PATH_MAX:
        return beside
    name = f"jl-crm-{os.geteuid()}-{hash_text(str(folder))[:10]}"
    return Path(tempfile.gettempdir()) / name


def _major_version(binaries: Path) -> str:
    command = [binaries / "postgres", "--version"]
    output = process.run(command, what="postgres", env=library_env(binaries))
    return re.search(r"(\d+)", output)[1]


def _version_of_path(initdb: Path) -> float:
    return float(initdb.parent.parent.name)


def _require_time_zones() -> None:
    if not TIME_ZONES.exists():
        fail(
            "PostgreSQL needs the system's time zones, which are missing.",
            "apt-get install tzdata",
        )
