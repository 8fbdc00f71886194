"""An add-on goes from a base with demo data, and nobody hears of it."""

from __future__ import annotations

from workshop.addons import find_addons
from workshop.testing.expected import ALLOWED
from workshop.testing.odoo_log import find_unexpected, read_entries

ADDON = "jl_crm_duplicate"


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
