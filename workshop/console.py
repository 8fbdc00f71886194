"""What a command says to the person who called it."""

from __future__ import annotations

import shutil
import sys
import threading
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING, NoReturn

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

TTY_INTERVAL = 0.5
PLAIN_INTERVAL = 20.0


class Stop(Exception):  # noqa: N818 - the end of a command, not a fault of it
    """The command cannot go on; the text says why, the hint what mends it."""

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


def fail(message: str, hint: str = "") -> NoReturn:
    raise Stop(message, hint)


def say(text: str = "") -> None:
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


def warn(text: str) -> None:
    sys.stderr.write(f"{text}\n")
    sys.stderr.flush()


def format_seconds(seconds: float) -> str:
    if seconds < 60:
        return f"{seconds:.1f} s"
    minutes, rest = divmod(round(seconds), 60)
    return f"{minutes} min {rest:02d} s"


def format_size(count: float) -> str:
    for unit in ("bytes", "kB", "MB"):
        if count < 1000:
            return f"{count:.0f} {unit}"
        count /= 1000
    return f"{count:.1f} GB"


def format_table(header: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    widths = [
        max(map(_display_width, column)) for column in zip(header, *rows, strict=True)
    ]
    lines = [header, ["-" * width for width in widths], *rows]
    return "\n".join(_format_row(line, widths) for line in lines)


def _format_row(cells: Sequence[str], widths: Sequence[int]) -> str:
    padded = (
        cell + " " * (width - _display_width(cell))
        for cell, width in zip(cells, widths, strict=True)
    )
    return ("  " + "  ".join(padded)).rstrip()


def _display_width(text: str) -> int:
    """Columns on a terminal, where a Chinese character takes two."""
    return sum(2 if ord(character) >= 0x2E80 else 1 for character in text)


class Step:
    """One thing that takes time: announced, followed, and timed."""

    _running: list[Step] = []

    def __init__(self, title: str, progress: Callable[[], str] | None) -> None:
        self.title = title
        self.progress = progress or str
        self.start = time.monotonic()
        self.live = sys.stdout.isatty()
        self._finished = threading.Event()
        self._ticker = threading.Thread(target=self._tick, daemon=True)

    @property
    def elapsed(self) -> float:
        return time.monotonic() - self.start

    def begin(self) -> None:
        if not self.live:
            say(f"- {self.title} …")
        self._running.append(self)
        self._ticker.start()

    def end(self, outcome: str) -> None:
        self._running.remove(self)
        self._finished.set()
        self._ticker.join()
        line = f"{outcome} {self.title} ({format_seconds(self.elapsed)})"
        say(f"\r\033[K{line}" if self.live else f"  {line}")

    def _tick(self) -> None:
        interval = TTY_INTERVAL if self.live else PLAIN_INTERVAL
        while not self._finished.wait(interval):
            # only the innermost of nested steps owns the line
            if self._running and self._running[-1] is self:
                self._show()

    def _show(self) -> None:
        parts = [self.progress(), format_seconds(self.elapsed)]
        state = ", ".join(part for part in parts if part)
        if self.live:
            columns = shutil.get_terminal_size().columns
            line = f"- {self.title} … {state}"[: columns - 1]
            sys.stdout.write(f"\r\033[K{line}")
            sys.stdout.flush()
        else:
            say(f"    {state}")


@contextmanager
def step(title: str, progress: Callable[[], str] | None = None) -> Iterator[Step]:
    """Say what is done, how far it is (`progress`) and how long it took."""
    current = Step(title, progress)
    current.begin()
    outcome = "✗"
    try:
        yield current
        outcome = "✓"
    finally:
        current.end(outcome)


def confirm(question: str) -> bool:
    if not sys.stdin.isatty():
        return False
    return input(f"{question} [y/N] ").strip().lower() in {"y", "yes"}
