"""The phases that run Odoo itself: the add-ons' tests and Odoo's lint tests."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workshop.console import step
from workshop.process import tail
from workshop.server import free_port
from workshop.testing.expected import ALLOWED
from workshop.testing.odoo_log import count_started, read_tests
from workshop.testing.outcome import Failure, Outcome

if TYPE_CHECKING:
    from pathlib import Path

    from workshop.testing.odoo_log import Entry, TestRun
    from workshop.testing.session import Session

# TestPyLint and TestESLint lint the whole of Odoo: ./jl lint does it for ours alone
LINT_CLASSES = (
    "ManifestLinter",
    "PotLinter",
    "TestConflictMarkers",
    "TestDocstring",
    "TestDunderinit",
    "TestIndex",
    "TestJsTranslations",
    "TestLintOverrideSignatures",
    "TestNaming",
    "TestOnchangeDomains",
    "TestTestHoles",
)

# the tag of the tests that need deliveries, and the modules that keep them
STOCK = "with_stock"
WITH_STOCK = ("sale_stock",)


def run_addon_tests(session: Session) -> Outcome:
    """The add-ons' own tests, on a new database while they are installed."""
    scratch = session.scratch
    name = scratch.clone(scratch.get_base(session.addons), "addons")
    tags = session.tags or ",".join(f"/{addon}" for addon in session.addons)
    return _run_odoo_tests(session, "add-on tests", name, session.addons, tags)


def run_stock_tests(session: Session) -> Outcome:
    """What asks for deliveries, on a new database that keeps stock."""
    scratch = session.scratch
    name = scratch.clone(scratch.get_base(session.addons, WITH_STOCK), "stock")
    tags = session.tags or ",".join(f"{STOCK}/{addon}" for addon in session.addons)
    return _run_odoo_tests(session, "tests with stock", name, session.addons, tags)


def run_lint_tests(session: Session) -> Outcome:
    """What Odoo asks of every add-on, asked of ours."""
    name = session.scratch.clone(session.installed.result(), "lint")
    tags = ",".join(f"/test_lint:{test}" for test in LINT_CLASSES)
    return _run_odoo_tests(session, "Odoo's lint tests", name, ["test_lint"], tags)


def _run_odoo_tests(
    session: Session, phase: str, database: str, modules: list[str], tags: str
) -> Outcome:
    log = session.folder / f"{database}.log"
    with Outcome(phase).timed() as outcome, step(phase, lambda: show_progress(log)):
        status = session.runtime.odoo(
            "-d",
            database,
            "-i",
            ",".join(modules),
            f"--test-tags={tags}",
            "--with-demo",
            "--stop-after-init",
            "--http-interface=127.0.0.1",
            f"--http-port={free_port()}",
            log=log,
            check=False,
            coverage=session.scratch.coverage,
        )
        book(outcome, read_tests(log, ALLOWED), log)
        if status and not outcome.failures:
            outcome.complain("Odoo ended with an error", tail(log), log)
    return outcome


def show_progress(log: Path) -> str:
    return f"{count_started(log)} tests started" if log.exists() else ""


def book(outcome: Outcome, run: TestRun, log: Path) -> None:
    """Turn what a log tells into passed and failed."""
    outcome.passed += run.passed
    outcome.skipped += len(run.skipped)
    for name, detail in run.failed.items():
        outcome.failures.append(Failure(name, detail, log))
    for title, entries in _group_by_title(run.unexpected).items():
        times = f" ({len(entries)} times)" if len(entries) > 1 else ""
        outcome.complain(title + times, entries[0].message, log)
    if not run.started:
        outcome.complain("No test ran", tail(log), log)


def _group_by_title(entries: list[Entry]) -> dict[str, list[Entry]]:
    groups: dict[str, list[Entry]] = {}
    for entry in entries:
        groups.setdefault(entry.title, []).append(entry)
    return groups
