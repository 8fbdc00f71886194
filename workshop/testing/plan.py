"""Which phases run, and which of them side by side."""

from __future__ import annotations

from concurrent.futures import Future, ThreadPoolExecutor
from typing import TYPE_CHECKING

from workshop.console import Stop
from workshop.testing import branches, outside, phases, upstream
from workshop.testing.children import end_children
from workshop.testing.outcome import Outcome

if TYPE_CHECKING:
    from collections.abc import Callable

    from workshop.testing.session import Session

SIDE_BY_SIDE = 2
# in this order they start: what takes longest first
PHASES: dict[str, Callable[[Session], Outcome]] = {
    "addons": phases.run_addon_tests,
    "outside": outside.run_outside_tests,
    "stock": phases.run_stock_tests,
    "lint": phases.run_lint_tests,
    "upstream": upstream.run_upstream_tests,
    "clicks": upstream.run_click_tests,
}
DEFAULT = ("addons", "outside", "stock", "lint")
UPSTREAM = ("upstream", "clicks")
# those that copy the database with our add-ons
NEED_INSTALLED = frozenset({"outside", "lint"})
# without both of these the coverage says nothing
MEASURED = frozenset({"addons", "outside"})


def run_phases(session: Session, names: list[str]) -> list[Outcome]:
    """Run the phases, two at a time; the first to finish makes room for the next."""
    _prepare_templates(session, names)
    with ThreadPoolExecutor(SIDE_BY_SIDE) as pool:
        running = [_start(pool, session, name) for name in PHASES if name in names]
        try:
            outcomes = [future.result() for future in running]
        except BaseException:
            pool.shutdown(wait=False, cancel_futures=True)
            end_children()
            raise
    if session.is_whole and MEASURED.issubset(names):
        outcomes.append(branches.judge_coverage(session))
    return outcomes


def _start(pool: ThreadPoolExecutor, session: Session, name: str) -> Future[Outcome]:
    # submitted before those who wait for it, so that it never waits for them
    if name in NEED_INSTALLED and session.installed is None:
        session.installed = pool.submit(session.scratch.install, session.addons)
    return pool.submit(_run_phase, session, name)


def _run_phase(session: Session, name: str) -> Outcome:
    """A phase that cannot go on is a failure; the others are counted all the same."""
    try:
        return PHASES[name](session)
    except Stop as stop:
        outcome = Outcome(name)
        outcome.complain(stop.message, stop.hint)
        return outcome


def _prepare_templates(session: Session, names: list[str]) -> None:
    """Before they are wanted by two at once."""
    if set(names).difference(UPSTREAM):
        session.scratch.get_base(session.addons)
    if "stock" in names:
        session.scratch.get_base(session.addons, phases.WITH_STOCK)
    if set(names).intersection(UPSTREAM):
        upstream.get_template(session)
