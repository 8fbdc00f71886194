"""Results of the phases, their table and the last line."""

from __future__ import annotations

import time
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from workshop.console import format_seconds, format_table, say

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

EXCERPT_LINES = 12


@dataclass(frozen=True)
class Failure:
    title: str
    detail: str = ""
    log: Path | None = None

    def describe(self) -> str:
        lines = [line for line in self.detail.splitlines() if line.strip()]
        if len(lines) > EXCERPT_LINES:
            lines = [lines[0], "…", *lines[-EXCERPT_LINES:]]
        where = [f"    log: {self.log}"] if self.log else []
        return "\n".join([self.title, *(f"    {line}" for line in lines), *where])


@dataclass
class Outcome:
    """One phase. A complaint is a failure that no single test stands for."""

    phase: str
    passed: int = 0
    skipped: int = 0
    seconds: float = 0.0
    failures: list[Failure] = field(default_factory=list)
    # fail without our add-ons too
    known: list[str] = field(default_factory=list)

    @property
    def failed(self) -> int:
        return len(self.failures)

    def complain(self, title: str, detail: str = "", log: Path | None = None) -> None:
        self.failures.append(Failure(title, detail, log))

    @contextmanager
    def timed(self) -> Iterator[Outcome]:
        start = time.monotonic()
        try:
            yield self
        finally:
            self.seconds = time.monotonic() - start


def report(outcomes: list[Outcome]) -> int:
    """Print failures, table and counts; return the exit status."""
    for outcome in outcomes:
        for failure in outcome.failures:
            say(f"\nFAILED  {outcome.phase}: {failure.describe()}")
    for outcome in outcomes:
        for name in outcome.known:
            say(f"\nfails in stock Odoo too: {name}")
    say()
    say(format_table(["phase", "time", "passed", "failed", "skipped"], _rows(outcomes)))
    say()
    say(format_counts(outcomes))
    return 1 if any(outcome.failed for outcome in outcomes) else 0


def _rows(outcomes: list[Outcome]) -> list[list[str]]:
    return [
        [
            outcome.phase,
            format_seconds(outcome.seconds),
            str(outcome.passed),
            str(outcome.failed),
            str(outcome.skipped),
        ]
        for outcome in outcomes
    ]


def format_counts(outcomes: list[Outcome]) -> str:
    passed = sum(outcome.passed for outcome in outcomes)
    failed = sum(outcome.failed for outcome in outcomes)
    skipped = sum(outcome.skipped for outcome in outcomes)
    rest = f", {skipped} skipped" if skipped else ""
    return f"{passed} passed, {failed} failed{rest}"
