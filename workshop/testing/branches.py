"""Branch coverage of the add-ons over every process that the tests start."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from workshop import process
from workshop.console import format_table, say
from workshop.paths import PROJECT
from workshop.testing.outcome import Outcome

if TYPE_CHECKING:
    from workshop.testing.session import Session

SETTINGS = PROJECT / ".coveragerc"
LEAST_PERCENT = 90.0


@dataclass
class Measure:
    """Statements and branches, run and in all."""

    covered: int = 0
    total: int = 0

    @property
    def percent(self) -> float:
        return 100.0 * self.covered / self.total if self.total else 100.0


def judge_coverage(session: Session) -> Outcome:
    """Print the measure of each add-on; one below the limit is a failure."""
    with Outcome("coverage").timed() as outcome:
        measures = _measure(session)
        rows = [
            [name, f"{measure.percent:.1f} %", f"{measure.covered}/{measure.total}"]
            for name, measure in measures.items()
        ]
        say()
        say(format_table(["add-on", "covered", "statements and branches"], rows))
        for name, measure in measures.items():
            _judge(outcome, name, measure, session.folder / "coverage.txt")
    return outcome


def _judge(outcome: Outcome, name: str, measure: Measure, details: Path) -> None:
    if measure.percent >= LEAST_PERCENT:
        outcome.passed += 1
    else:
        short = f"{name}: {measure.percent:.1f} % is below {LEAST_PERCENT:.0f} %"
        outcome.complain(short, log=details)


def _measure(session: Session) -> dict[str, Measure]:
    report = session.folder / "coverage.json"
    _coverage(session, "combine", "--quiet", str(session.folder))
    _coverage(session, "json", "--quiet", "-o", str(report))
    _coverage(session, "report", "--show-missing", log=session.folder / "coverage.txt")
    return _sum_up(json.loads(report.read_text()), session.addons)


def _coverage(session: Session, command: str, *options: str, log=None) -> None:
    settings = [f"--rcfile={SETTINGS}", f"--data-file={session.scratch.coverage}"]
    process.run(
        [session.runtime.python, "-m", "coverage", command, *settings, *options],
        what=f"coverage {command}",
        cwd=PROJECT,
        log=log,
    )


def _sum_up(report: dict, names: list[str]) -> dict[str, Measure]:
    measures = {name: Measure() for name in names}
    for path, entry in report["files"].items():
        parts = Path(path).parts
        name = parts[parts.index("addons") + 1]
        if name in measures:
            _add(measures[name], entry["summary"])
    return measures


def _add(measure: Measure, summary: dict[str, int]) -> None:
    measure.covered += summary["covered_lines"] + summary["covered_branches"]
    measure.total += summary["num_statements"] + summary["num_branches"]
