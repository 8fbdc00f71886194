"""The tests of `tests/`: pytest, in an environment that holds no Odoo."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ElementTree
from typing import TYPE_CHECKING

from workshop import process
from workshop.console import step
from workshop.paths import PROJECT
from workshop.python_env import ensure_venv
from workshop.testing.outcome import Outcome

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from workshop.testing.session import Session

PERCENT = re.compile(r"\[\s*(\d+%)\]")


def ensure_outside_venv() -> Path:
    return ensure_venv("outside", PROJECT / "requirements-outside.txt")


def run_outside_tests(session: Session) -> Outcome:
    log = session.folder / "outside.log"
    report = session.folder / "outside.xml"
    command = _get_command(session, report)
    with Outcome("outside tests").timed() as outcome:
        env = _get_env(session)
        with step("outside tests", lambda: _progress(log)):
            done = process.attempt(command, cwd=PROJECT, env=env, log=log)
        if report.exists():
            _book(outcome, report, log)
        if not outcome.passed and not outcome.failures:
            outcome.complain("No test ran", process.tail(log), log)
        elif done.returncode and not outcome.failures:
            outcome.complain("pytest ended with an error", process.tail(log), log)
    return outcome


def _get_command(session: Session, report: Path) -> Sequence[str | Path]:
    command = [ensure_outside_venv(), "-m", "pytest", "-c", "tests/pytest.ini", "tests"]
    options = [f"--junitxml={report}"]
    if session.expression:
        options += ["-k", session.expression]
    return [*command, *options]


def _progress(log: Path) -> str:
    """pytest's last line that tells how far it is."""
    text = log.read_text(errors="replace") if log.exists() else ""
    found = PERCENT.findall(text)
    return found[-1] if found else ""


def _get_env(session: Session) -> dict[str, str]:
    return {
        "JL_TEST_DATABASE": session.installed.result(),
        "JL_TEST_FOLDER": str(session.folder / "outside"),
        "JL_TEST_COVERAGE": str(session.scratch.coverage or ""),
    }


def _book(outcome: Outcome, report: Path, log: Path) -> None:
    # our own pytest wrote the file
    for case in ElementTree.parse(report).iter("testcase"):  # noqa: S314
        troubles = [*case.findall("failure"), *case.findall("error")]
        if troubles:
            name = f"{case.get('classname')}::{case.get('name')}"
            outcome.complain(name, _shorten(troubles[0].text or ""), log)
        elif case.find("skipped") is not None:
            outcome.skipped += 1
        else:
            outcome.passed += 1


def _shorten(trace: str) -> str:
    """pytest's own words on what went wrong, and where; all of it is in the log."""
    lines = [line for line in trace.splitlines() if line.strip()]
    errors = [line.removeprefix("E").strip() for line in lines if line[:2] == "E "]
    return "\n".join([*errors, *lines[-1:]]) if errors else trace
