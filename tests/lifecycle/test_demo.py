"""Add-ons go from a base with demo data, and nobody hears of it."""

from __future__ import annotations

from workshop.addons import find_addons
from workshop.testing.expected import ALLOWED
from workshop.testing.odoo_log import find_unexpected, read_entries

ADDON = "jl_crm_duplicate"
# all the others stand on it
LOWEST = "jl_crm_base"
LEFT = """
    SELECT module || '.' || name FROM ir_model_data WHERE module LIKE 'jl\\_crm\\_%'
     UNION ALL
    SELECT login FROM res_users WHERE login IN ('sales', 'east', 'director', 'general')
"""


def test_uninstalling_the_demo_data_is_silent(runtime, scratch, log_folder):
    source = scratch.get_base(find_addons())
    database = scratch.install([ADDON], "demo_goes", source=source)
    [[keys]] = runtime.postgres.query(
        database, "SELECT count(*) FROM crm_duplicate_key"
    )
    assert int(keys)

    log = log_folder / "uninstall-demo.log"
    runtime.odoo(
        *("module", "uninstall", "-d", database, ADDON),
        log=log,
        coverage=scratch.coverage,
    )

    assert find_unexpected(read_entries(log), ALLOWED) == []
    left = runtime.postgres.query(
        database, "SELECT relname FROM pg_class WHERE relname LIKE 'crm_duplicate%'"
    )
    assert left == []


def test_all_go_at_once_from_a_demo_base(runtime, fresh_database, scratch, log_folder):
    database = fresh_database("all_go")
    log = log_folder / "uninstall-all.log"

    runtime.odoo(
        *("module", "uninstall", "-d", database, LOWEST),
        log=log,
        coverage=scratch.coverage,
    )

    assert find_unexpected(read_entries(log), ALLOWED) == []
    assert runtime.postgres.query(database, LEFT) == []
