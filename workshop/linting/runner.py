"""Run the linters side by side and tell what they found."""

from __future__ import annotations

import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import TYPE_CHECKING

from workshop import process
from workshop.console import format_seconds, say
from workshop.paths import PROJECT

if TYPE_CHECKING:
    from collections.abc import Iterator

    from workshop.linting.tools import Tool

SIDE_BY_SIDE = 2


@dataclass(frozen=True)
class Verdict:
    tool: Tool
    ok: bool
    seconds: float
    output: str


def check(tools: list[Tool]) -> bool:
    """Print a line for each tool and what the unhappy ones say; True if all is well."""
    unhappy = [verdict for verdict in _tell(tools) if not verdict.ok]
    for verdict in unhappy:
        say(f"\n--- {verdict.tool.name}\n{verdict.output.rstrip()}")
    return not unhappy


def mend(tools: list[Tool]) -> None:
    """Let the tools that can, change the files, one after another."""
    for tool in tools:
        if tool.fix:
            process.attempt(tool.fix, cwd=PROJECT, env=tool.env)


def _tell(tools: list[Tool]) -> Iterator[Verdict]:
    with ThreadPoolExecutor(SIDE_BY_SIDE) as pool:
        for verdict in pool.map(_check, tools):
            state = "ok" if verdict.ok else "failed"
            taken = format_seconds(verdict.seconds)
            say(f"{verdict.tool.name:<24}{state:<8}{taken:>8}")
            yield verdict


def _check(tool: Tool) -> Verdict:
    start = time.monotonic()
    done = process.attempt(tool.check, cwd=PROJECT, env=tool.env)
    seconds = time.monotonic() - start
    return Verdict(tool, done.returncode == 0, seconds, done.stdout)
