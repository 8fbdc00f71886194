"""Odoo's own tests with our add-ons beside them, judged against stock Odoo."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from workshop.console import step
from workshop.odoo_tree import fingerprint
from workshop.paths import CACHE, hash_text
from workshop.process import tail
from workshop.server import free_port
from workshop.testing import phases
from workshop.testing.dependencies import find_foreign_depends
from workshop.testing.odoo_log import read_tests
from workshop.testing.outcome import Outcome

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from workshop.testing.session import Session

MODULES = (
    "contacts",
    "crm",
    "phone_validation",
    "portal",
    "sale",
    "sale_crm",
    "sale_management",
    "sales_team",
)
EXCLUDED = (
    # it counts queries, which every override moves
    "-/crm:TestLeadAssignPerf",
    # a sales manager makes a stage in it, which is Information Dept's to do (K3O-1)
    "-/crm:TestCRMLead.test_crm_lead_date_closed",
    # it types a person into a card of the board, which asks for a customer (CUST-1)
    "-/crm:TestUi.test_01_crm_tour",
    # they go through menus of Odoo's that ours replace
    "-/crm:TestUi.test_02_crm_tour_rainbowman",
    "-/crm:TestUi.test_03_crm_tour_forecast",
    "-/crm:TestUi.test_crm_team_members_mono_company",
    "-/crm:TestUi.test_email_and_phone_propagation_edit_save",
    "-/sale:TestSaleComboConfigurator",
    # what concerns customers lies in the message centre of who sells (K3C-2)
    "-/sale:TestSaleOrder.test_sale_order_send_to_self",
    # it names the invoice lines of a line, which invoicing does (security.md 10)
    "-/sale:TestSaleToInvoice.test_multiple_sale_orders_on_same_invoice",
)
CLICKS = ("click_all/web:TestMenusAdmin", "click_all/web:TestMenusDemo")
# what ours asks of people and Odoo does not; each is a setting of the add-ons
UNASKED = {
    "jl_crm_base.begin_page": "odoo",
    "jl_crm_duplicate.certain_consequence": "show",
    "jl_crm_duplicate.likely_consequence": "show",
    "jl_crm_pipeline.conversion_on_order": "off",
    "jl_crm_pipeline.first_password": "keep",
    "jl_crm_pipeline.phone_check": "off",
    "jl_crm_pipeline.unassigned_customers": "everyone",
    "jl_crm_quote.review_scope": "off",
}
SET = """\
for name, value in {settings!r}.items():
    env["ir.config_parameter"].set_param(name, value)
env.cr.commit()
"""
SCRIPT = """\
from odoo.tests.shell import run_tests
run_tests(env, {tags!r})
"""


@dataclass
class Result:
    """Names of the tests, as the log gives them."""

    passed: set[str] = field(default_factory=set)
    failed: dict[str, str] = field(default_factory=dict)
    skipped: set[str] = field(default_factory=set)


def run_upstream_tests(session: Session) -> Outcome:
    """A test that fails with our add-ons and passes without them is a failure."""
    with Outcome("Odoo's own tests").timed() as outcome:
        stock = _get_stock_result(session)
        database = _install_ours(session, "upstream", demo=False)
        _ask_nothing(session, database)
        ours = _run(session, database, _get_tags(session))
        _judge(session, outcome, ours, known=stock.failed)
    return outcome


def run_click_tests(session: Session) -> Outcome:
    """Every menu, view and filter, as administrator and as salesperson."""
    with Outcome("every menu clicked").timed() as outcome:
        result = _run(session, _install_ours(session, "clicks"), list(CLICKS))
        _judge(session, outcome, result, known={})
    return outcome


def _judge(
    session: Session, outcome: Outcome, result: Result, known: dict[str, str]
) -> None:
    outcome.passed = len(result.passed)
    outcome.skipped = len(result.skipped)
    for name, detail in result.failed.items():
        if name in known:
            outcome.known.append(name)
        else:
            outcome.complain(name, detail, session.folder)
    if not result.passed:
        outcome.complain("No test passed", log=session.folder)


def _get_tags(session: Session) -> list[str]:
    modules = session.upstream_modules or MODULES
    return [*(f"/{module}" for module in modules), *EXCLUDED]


def get_template(session: Session) -> str:
    """Stock Odoo with the modules under test and all that ours need."""
    modules = sorted({*MODULES, *find_foreign_depends(session.addons)})
    return session.runtime.template("stock", modules=modules, demo=True)


def _install_ours(session: Session, role: str, *, demo: bool = True) -> str:
    """A copy of the stock database with our add-ons in it.

    Odoo's own tests run beside Odoo's demo data alone: ours makes stages ask.
    """
    source = get_template(session)
    return session.scratch.install(session.addons, role, source=source, demo=demo)


def _ask_nothing(session: Session, database: str) -> None:
    session.runtime.odoo(
        *("shell", "-d", database, "--no-http"),
        log=session.folder / f"{database}-settings.log",
        text=SET.format(settings=UNASKED),
    )


def _get_stock_result(session: Session) -> Result:
    """What stock Odoo does with the same tests, measured once for each Odoo."""
    tags = _get_tags(session)
    facts = [fingerprint(session.runtime.odoo_path), get_template(session), *tags]
    path = CACHE / "upstream" / f"{hash_text(*facts)[:16]}.json"
    if not path.exists():
        database = session.scratch.clone(get_template(session), "stock")
        _write_result(path, _run(session, database, tags))
    return _read_result(path)


def _run(session: Session, database: str, tags: list[str]) -> Result:
    """Run the tests; those that fail once more, alone: browsers time out under load."""
    result = _run_once(session, database, tags, "first")
    if result.failed:
        again = _run_once(session, database, _to_tags(result.failed), "again")
        recovered = again.passed & result.failed.keys()
        result.passed |= recovered
        for name in recovered:
            del result.failed[name]
    return result


def _run_once(session: Session, database: str, tags: list[str], turn: str) -> Result:
    log = session.folder / f"{database}-{turn}.log"
    port = f"--http-port={free_port()}"
    with step(f"{turn} run on {database}", lambda: phases.show_progress(log)):
        session.runtime.odoo(
            "shell",
            *("-d", database, "--http-interface=127.0.0.1", port),
            log=log,
            text=SCRIPT.format(tags=",".join(tags)),
            check=False,
        )
    run = read_tests(log)
    if not run.started:
        return Result(failed={"No test ran": tail(log)})
    passed = run.started - run.skipped - run.failed.keys()
    return Result(passed, run.failed, run.skipped)


def _to_tags(names: Iterable[str]) -> list[str]:
    """`crm.tests.test_x:Class.method` as Odoo wants it: `/crm:Class.method`."""
    tags = []
    for name in names:
        logger, _colon, test = name.partition(":")
        tags.append(f"/{logger.partition('.')[0]}:{test}")
    return tags


def _write_result(path: Path, result: Result) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    lists = {"passed": sorted(result.passed), "skipped": sorted(result.skipped)}
    path.write_text(json.dumps({**lists, "failed": result.failed}, indent=1))


def _read_result(path: Path) -> Result:
    data = json.loads(path.read_text())
    return Result(set(data["passed"]), data["failed"], set(data["skipped"]))
