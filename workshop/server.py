"""A running Odoo server."""

from __future__ import annotations

import http.client
import os
import signal
import socket
import subprocess
import time
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from workshop import process
from workshop.console import fail

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

START_SECONDS = 180
STOP_SECONDS = 30
HOST = "127.0.0.1"


@dataclass(frozen=True)
class Server:
    """Reached at `url`, writes to `log`."""

    port: int
    log: Path
    process: subprocess.Popen[bytes]

    @property
    def url(self) -> str:
        return f"http://{HOST}:{self.port}"

    def wait_until_ready(self) -> None:
        deadline = time.monotonic() + START_SECONDS
        while not self.is_ready():
            self._check_alive()
            if time.monotonic() > deadline:
                fail(f"Odoo does not answer at {self.url}:\n{process.tail(self.log)}")
            time.sleep(0.2)

    def is_ready(self) -> bool:
        connection = http.client.HTTPConnection(HOST, self.port, timeout=5)
        try:
            connection.request("GET", "/web/health")
            return connection.getresponse().status == http.HTTPStatus.OK
        except (OSError, http.client.HTTPException):
            return False
        finally:
            connection.close()

    def stop(self) -> None:
        """As Ctrl-C does: requests are ended in order; then by force."""
        self._signal(signal.SIGINT)
        try:
            self.process.wait(STOP_SECONDS)
        except (subprocess.TimeoutExpired, KeyboardInterrupt):
            self._signal(signal.SIGKILL)
            self.process.wait()

    def _signal(self, number: int) -> None:
        # also reaches workers that lost their parent
        try:
            os.killpg(self.process.pid, number)
        except ProcessLookupError:
            return

    def _check_alive(self) -> None:
        if self.process.poll() is not None:
            fail(
                f"Odoo ended while starting:\n{process.tail(self.log)}",
                f"The whole log: {self.log}",
            )


@contextmanager
def run_server(
    command: Sequence[str | Path], port: int, log: Path, env: Mapping[str, str]
) -> Iterator[Server]:
    server = Server(port, log, process.start(command, log=log, env=env))
    try:
        server.wait_until_ready()
        yield server
    finally:
        server.stop()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return probe.getsockname()[1]
