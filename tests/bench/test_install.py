"""The install benchmark: its judgement, its population, and a small run of ours."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from benchmarks.common.base import PIPELINE
from benchmarks.common.population import insert_partners
from benchmarks.install import (
    MAX_GROWTH,
    Installation,
    count_queries,
    find_misses,
)
from workshop.addons import find_addons

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from workshop.runtime import Runtime

# a loop over so many would send more statements than all the rest of the installation
PARTNERS = 25_000
INSERTED = "phone LIKE '0760-8_______'"
STOCK = Installation("crm", 1000, 10.0, 200_000_000, 4000)
OURS = Installation(PIPELINE, 1000, 12.0, 200_000_000, 1700)
FEW = Installation(PIPELINE, 10, 4.0, 150_000_000, 1700)
LOG = """\
2026-01-01 10:00:00,000 7 INFO db odoo.modules.loading: \
Module sale_crm loaded in 0.1s, 90 queries (+92 other)
2026-01-01 10:00:02,000 7 INFO db odoo.modules.loading: \
Module jl_crm_pipeline loaded in 2.00s, 1600 queries (+1670 other)
"""


def test_all_targets_met():
    assert find_misses(STOCK, OURS, FEW) == []


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"seconds": 30.0}, "3.00 times as long"),
        ({"memory": 1_000_000_000}, "1.0 GB of memory"),
        ({"queries": 3000}, "3,000 statements on 1,000 partners"),
    ],
)
def test_a_missed_target_is_named(change, words):
    [miss] = find_misses(STOCK, replace(OURS, **change), FEW)

    assert words in miss


def test_the_statements_of_the_module_are_counted():
    assert count_queries(LOG, PIPELINE) == 1670


@pytest.fixture(scope="module")
def crowded(runtime, scratch) -> str:
    """What our add-on stands on, with many partners more."""
    database = scratch.clone(scratch.get_base(find_addons()), "crowded")
    insert_partners(runtime, database, PARTNERS)
    return database


@pytest.fixture(scope="module")
def deserted(scratch) -> str:
    """The same with the few partners that Odoo brings."""
    return scratch.clone(scratch.get_base(find_addons()), "deserted")


@pytest.fixture(scope="module")
def count(runtime, crowded) -> Callable[[str], int]:
    def count_partners(condition: str) -> int:
        sql = f"SELECT count(*) FROM res_partner WHERE {INSERTED} AND ({condition})"
        [(found,)] = runtime.postgres.query(crowded, sql)
        return int(found)

    return count_partners


def test_the_partners_are_companies_with_contacts(count):
    orphans = "parent_id IS NOT NULL AND commercial_partner_id <> parent_id"

    assert count("TRUE") == PARTNERS
    assert count("NOT is_company AND parent_id IS NULL") == 0
    assert count("is_company AND commercial_partner_id <> id") == 0
    assert count(orphans) == 0


def test_installing_registers_them_without_a_loop(
    runtime, crowded, deserted, count, log_folder
):
    """K3C-1, K3D-1: customers that were there before are potential, with a code."""
    statements = _install(runtime, crowded, log_folder / "install-crowded.log")

    customers = "is_company AND (supplier_rank = 0 OR customer_rank > 0)"
    unregistered = "customer_code IS NULL OR registration_date IS NULL"
    assert count("customer_status = 'potential'") == count(customers)
    assert count(f"{customers} AND ({unregistered})") == 0
    few = _install(runtime, deserted, log_folder / "install-deserted.log")
    assert statements < few * MAX_GROWTH


def _install(runtime: Runtime, database: str, log: Path) -> int:
    """Install the add-on; return how many statements that took."""
    options = ["-d", database, "-i", PIPELINE, "--stop-after-init", "--no-http"]
    runtime.odoo(*options, log=log)
    return count_queries(log.read_text(encoding="utf-8"), PIPELINE)
