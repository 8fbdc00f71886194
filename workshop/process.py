"""Other programs: run them, keep what they print, explain when they fail."""

from __future__ import annotations

import os
import signal
import subprocess
from typing import TYPE_CHECKING

from workshop.console import fail

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

LAST_LINES = 15


def run(
    command: Sequence[str | Path],
    *,
    what: str,
    env: Mapping[str, str] | None = None,
    cwd: Path | None = None,
    log: Path | None = None,
    text: str | None = None,
    hint: str = "",
) -> str:
    """Run to the end and return the output; stop with its last lines on failure.

    `what` completes the sentence "… failed". With `log` the output goes there.
    """
    result = attempt(command, env=env, cwd=cwd, log=log, text=text)
    if result.returncode:
        output = tail(log) if log else last_lines(result.stdout)
        where = f"\nThe whole log: {log}" if log else ""
        fail(f"{what} failed ({describe_exit(result)}):\n{output}{where}", hint)
    return result.stdout or ""


def attempt(
    command: Sequence[str | Path],
    *,
    env: Mapping[str, str] | None = None,
    cwd: Path | None = None,
    log: Path | None = None,
    text: str | None = None,
) -> subprocess.CompletedProcess[str]:
    """Run to the end, whatever the exit status; output and errors together."""
    arguments = {
        "env": {**os.environ, **(env or {})},
        "cwd": cwd,
        "input": text,
        "stdin": subprocess.DEVNULL if text is None else None,
    }
    if text is not None:
        del arguments["stdin"]
    if log:
        log.parent.mkdir(parents=True, exist_ok=True)
        with log.open("a", encoding="utf-8") as stream:
            return _run(command, stdout=stream, **arguments)
    return _run(command, stdout=subprocess.PIPE, **arguments)


def _run(command: Sequence[str | Path], **arguments) -> subprocess.CompletedProcess:
    # every command is a list built by this package; nothing goes through a shell
    try:
        return subprocess.run(  # noqa: S603
            [str(part) for part in command],
            stderr=subprocess.STDOUT,
            text=True,
            errors="replace",
            check=False,
            **arguments,
        )
    except FileNotFoundError:
        fail(f"The program {command[0]} is missing on this computer.")


def pipe(
    source: Sequence[str | Path], sink: Sequence[str | Path], *, what: str
) -> None:
    """Run to the end with the output of one program going into the other."""
    with subprocess.Popen(  # noqa: S603
        [str(part) for part in source], stdout=subprocess.PIPE
    ) as writer:
        result = subprocess.run(  # noqa: S603
            [str(part) for part in sink],
            stdin=writer.stdout,
            capture_output=True,
            text=True,
            errors="replace",
            check=False,
        )
    if result.returncode or writer.returncode:
        fail(f"{what} failed:\n{last_lines(result.stderr)}")


def start(
    command: Sequence[str | Path],
    *,
    log: Path,
    env: Mapping[str, str] | None = None,
) -> subprocess.Popen[bytes]:
    """Start a program that goes on running, detached from our terminal.

    The terminal's Ctrl-C thus reaches only us, and we end the program in order.
    """
    log.parent.mkdir(parents=True, exist_ok=True)
    with log.open("ab") as stream:
        return subprocess.Popen(  # noqa: S603
            [str(part) for part in command],
            env={**os.environ, **(env or {})},
            stdin=subprocess.DEVNULL,
            stdout=stream,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )


def interact(
    command: Sequence[str | Path], *, env: Mapping[str, str] | None = None
) -> int:
    """Hand the terminal over to a program; return its exit status.

    Ctrl-C is for the program. (Ignoring it here would make it ignored there.)
    """
    before = signal.signal(signal.SIGINT, lambda *_: None)
    try:
        return subprocess.call(  # noqa: S603
            [str(part) for part in command], env={**os.environ, **(env or {})}
        )
    finally:
        signal.signal(signal.SIGINT, before)


def describe_exit(result: subprocess.CompletedProcess[str]) -> str:
    if result.returncode < 0:
        return f"killed by signal {-result.returncode}"
    return f"exit status {result.returncode}"


def last_lines(text: str, count: int = LAST_LINES) -> str:
    lines = [line for line in text.splitlines() if line.strip()]
    return "\n".join(f"    {line}" for line in lines[-count:])


def tail(path: Path, count: int = LAST_LINES) -> str:
    return last_lines(path.read_text(encoding="utf-8", errors="replace"), count)
