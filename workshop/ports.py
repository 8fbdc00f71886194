"""Who listens where."""

from __future__ import annotations

import contextlib
import re
import socket
from pathlib import Path

from workshop.console import fail

PROC = Path("/proc")
LISTENING = "0A"


def require_free_port(interface: str, port: int) -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((interface, port))
        except PermissionError:
            fail(
                f"Ports below 1024 such as {port} are for root.",
                "Take another one: ./jl serve --port 8069",
            )
        except OSError:
            fail(
                f"Port {port} is busy: {describe_listener(port)}",
                f"End that program, or take another port: ./jl serve --port {port + 1}",
            )


def describe_listener(port: int) -> str:
    for process in _find_processes(_find_sockets(port)):
        words = (process / "cmdline").read_text(errors="replace").split("\0")
        return f"process {process.name}, {' '.join(words).strip()[:120]}"
    return "a program of another user listens there."


def _find_sockets(port: int) -> set[str]:
    tables = (PROC / "net" / name for name in ("tcp", "tcp6"))
    lines = (
        line
        for table in tables
        if table.exists()
        for line in table.read_text().splitlines()[1:]
    )
    return set(filter(None, (parse_listener(line, port) for line in lines)))


def parse_listener(line: str, port: int) -> str:
    """The socket's number in a line of /proc/net/tcp that listens on the port."""
    fields = line.split()
    address, state, inode = fields[1], fields[3], fields[9]
    listens = state == LISTENING and int(address.rpartition(":")[2], 16) == port
    return inode if listens else ""


def _find_processes(sockets: set[str]) -> list[Path]:
    names = {f"socket:[{inode}]" for inode in sockets}
    processes = (path for path in PROC.iterdir() if re.fullmatch(r"\d+", path.name))
    return [path for path in processes if names & _open_files(path)]


def _open_files(process: Path) -> set[str]:
    found = set()
    # other users' processes are closed to us, and processes end meanwhile
    with contextlib.suppress(OSError):
        for link in (process / "fd").iterdir():
            with contextlib.suppress(OSError):
                found.add(str(link.readlink()))
    return found
