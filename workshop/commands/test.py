"""Run the tests: the add-ons' own, Odoo's lint tests, and those from outside."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from workshop.addons import find_addons
from workshop.console import fail
from workshop.paths import PROJECT
from workshop.runtime import Runtime
from workshop.testing.outcome import report
from workshop.testing.outside import ensure_outside_venv
from workshop.testing.plan import DEFAULT, MEASURED, PHASES, UPSTREAM, run_phases
from workshop.testing.scratch import Scratch
from workshop.testing.session import Session, make_run_folder

if TYPE_CHECKING:
    from workshop.testing.outcome import Outcome

REQUIREMENTS = PROJECT / "requirements-test.txt"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    add = parser.add_argument
    add("--addon", action="append", metavar="NAME", help="only this add-on; may repeat")
    add("--tags", default="", help="Odoo's test tags instead of all of the add-ons")
    add("--only", action="append", choices=PHASES, help="only this phase; may repeat")
    add("-k", dest="expression", default="", help="pytest's choice of outside tests")
    add("--upstream", action="store_true", help="Odoo's own tests and every menu too")
    add("--upstream-modules", default="", help="only those of these modules: crm,sale")
    add("--keep", action="store_true", help="leave the databases for a look")


def run(args: argparse.Namespace) -> int:
    names = args.only or [*DEFAULT, *(UPSTREAM if args.upstream else ())]
    return report(_run(args, _choose_addons(args.addon), names))


def _run(
    args: argparse.Namespace, addons: list[str], names: list[str]
) -> list[Outcome]:
    runtime = Runtime.prepare(
        # without foreign accounting, some of Odoo's own tests cannot pass
        slim=not set(UPSTREAM).intersection(names),
        browser=True,
        fast=True,
        requirements=[REQUIREMENTS],
    )
    ensure_outside_venv()
    folder = make_run_folder()
    is_judged = MEASURED.issubset(names) and not (args.tags or args.expression)
    # to measure takes time that a run of some tests need not take
    coverage = folder / "coverage" if is_judged else None
    with Scratch(runtime, folder, coverage=coverage, keep=args.keep) as scratch:
        modules = args.upstream_modules.split(",") if args.upstream_modules else []
        session = Session(scratch, addons, args.tags, args.expression, modules)
        return run_phases(session, names)


def _choose_addons(wanted: list[str] | None) -> list[str]:
    found = find_addons()
    if unknown := set(wanted or ()) - set(found):
        fail(
            f"There is no add-on {', '.join(sorted(unknown))}.",
            f"Those of this project: {', '.join(found)}",
        )
    return [name for name in found if not wanted or name in wanted]
