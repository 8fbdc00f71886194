"""Read Odoo's log: what was said, which tests ran, what nobody expected."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

ENTRY = re.compile(
    r"^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d,\d{3} \d+ "
    r"(?P<level>[A-Z]+) (?P<database>\S+) (?P<logger>[^\s:]+): (?P<message>.*)$"
)
# the three counters that Odoo's formatter hangs on every message
PERFORMANCE = re.compile(r" (- - -|\d+ \d+\.\d+ \d+\.\d+)( \S+)?\s*$")
LOUD = frozenset({"WARNING", "ERROR", "CRITICAL"})
STARTED = re.compile(r"^Starting (?P<test>\S+) \.\.\.$")
SKIPPED = re.compile(r"^skipped (?P<test>.+?) : ")
FAILED = re.compile(
    r"^(?:FAIL|ERROR): (?:Subtest )?(?P<test>setUpClass \S+|tearDownClass \S+|\S+)"
)
# said once more at the end about failures that are counted already
SUMMARIES = re.compile(
    r"^(?:Module \S+: \d+ failures|\d+ failed, \d+ error|Tests failed: "
    r"|At least one test failed|\d+ tests? .*failed)"
)


@dataclass
class Entry:
    level: str
    logger: str
    message: str

    @property
    def is_loud(self) -> bool:
        return self.level in LOUD

    @property
    def title(self) -> str:
        return f"{self.level} {self.logger}: {self.message.partition(chr(10))[0]}"


@dataclass(frozen=True)
class Allowed:
    """A loud entry that is right to be there, and why."""

    logger: str
    message: str
    reason: str

    def covers(self, entry: Entry) -> bool:
        return bool(
            re.fullmatch(self.logger, entry.logger)
            and re.search(self.message, entry.message)
        )


@dataclass
class TestRun:
    """Tests named `logger:Class.method`, as Odoo's log told of them."""

    started: set[str] = field(default_factory=set)
    skipped: set[str] = field(default_factory=set)
    failed: dict[str, str] = field(default_factory=dict)
    unexpected: list[Entry] = field(default_factory=list)

    @property
    def passed(self) -> int:
        return len(self.started - self.skipped - self.failed.keys())


def read_entries(path: Path, offset: int = 0) -> Iterator[Entry]:
    """Yield the log's entries, the lines of a traceback joined to theirs."""
    current = None
    for line in _read_lines(path, offset):
        if found := ENTRY.match(line):
            if current:
                yield current
            message = PERFORMANCE.sub("", found["message"]).rstrip()
            current = Entry(found["level"], found["logger"], message)
        elif current:
            current.message += f"\n{PERFORMANCE.sub('', line)}"
    if current:
        yield current


def _read_lines(path: Path, offset: int) -> Iterator[str]:
    with path.open("rb") as stream:
        stream.seek(offset)
        for line in stream:
            yield line.decode("utf-8", "replace").rstrip("\n")


def find_unexpected(
    entries: Iterable[Entry], allowed: Iterable[Allowed] = ()
) -> list[Entry]:
    allowed = list(allowed)
    return [
        entry
        for entry in entries
        if entry.is_loud and not any(rule.covers(entry) for rule in allowed)
    ]


def read_tests(path: Path, allowed: Iterable[Allowed] = ()) -> TestRun:
    """Count the tests of a log and collect what was loud besides their failures."""
    run = TestRun()
    others = [entry for entry in read_entries(path) if not _count(entry, run)]
    run.unexpected = find_unexpected(others, allowed)
    return run


def count_started(path: Path) -> int:
    """How many tests have begun, for those who wait."""
    return path.read_bytes().count(b": Starting ")


def _count(entry: Entry, run: TestRun) -> bool:
    """Book an entry that speaks of a test; False when it speaks of something else."""
    if not entry.logger.startswith(("odoo.addons.", "odoo.tests.", "odoo.upgrade.")):
        return _is_summary(entry)
    name = entry.logger.removeprefix("odoo.addons.")
    if found := STARTED.match(entry.message):
        run.started.add(f"{name}:{found['test']}")
    elif found := SKIPPED.match(entry.message):
        run.skipped.add(f"{name}:{found['test']}")
    elif entry.level == "ERROR" and (found := FAILED.match(entry.message)):
        run.failed.setdefault(f"{name}:{found['test']}", entry.message)
    else:
        return _is_summary(entry)
    return True


def _is_summary(entry: Entry) -> bool:
    return bool(SUMMARIES.match(entry.message))


class LogWatch:
    """Follows the logs of a folder from one look to the next."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._read: dict[Path, int] = {}

    def take_unexpected(self, allowed: Iterable[Allowed]) -> list[Entry]:
        """The loud entries written since the last look."""
        allowed = list(allowed)
        return [
            entry
            for log in sorted(self._folder.glob("*.log"))
            for entry in find_unexpected(self._take(log), allowed)
        ]

    def _take(self, log: Path) -> list[Entry]:
        offset = self._read.get(log, 0)
        self._read[log] = log.stat().st_size
        return list(read_entries(log, offset))
