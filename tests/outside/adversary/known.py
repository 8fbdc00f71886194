"""Doors that are known to be open, each with its way in: the list only ever shrinks.

A line of `known.txt` holds a pattern of the finding's key, the reason or the row of the
audit, and the attempt that goes through, separated by tabs.
"""

from __future__ import annotations

from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path
from typing import TYPE_CHECKING

from tests.outside.adversary.attempt import Attempt

if TYPE_CHECKING:
    from collections.abc import Iterable

LIST = Path(__file__).with_name("known.txt")


@dataclass(frozen=True)
class Known:
    pattern: str
    reason: str
    attempt: Attempt

    def covers(self, key: str) -> bool:
        return fnmatchcase(key, self.pattern)


def read_known(path: Path = LIST) -> list[Known]:
    """The list; empty lines and those that begin with # say something else."""
    return [
        Known(pattern, reason, Attempt.from_line(line))
        for row in path.read_text(encoding="utf-8").splitlines()
        if row and not row.startswith("#")
        for pattern, reason, line in [row.split("\t")]
    ]


def find_news(keys: Iterable[str], known: list[Known]) -> list[str]:
    """Keys that no line of the list covers."""
    return [key for key in keys if not any(one.covers(key) for one in known)]
