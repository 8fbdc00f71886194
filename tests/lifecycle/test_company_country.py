"""A company is made in a country whose accounting Odoo installs along with it."""

from __future__ import annotations

from workshop.addons import find_addons

ADDON = "jl_crm_pipeline"
ACCOUNTING = "SELECT state FROM ir_module_module WHERE name = 'l10n_ug'"
ZONES = """
    SELECT calendar.tz
      FROM res_company company
      JOIN resource_calendar calendar ON calendar.id = company.resource_calendar_id
     WHERE company.name = 'Lake Pumps'
"""
# no test of an add-on reaches this: while one runs, Odoo installs nothing
SCRIPT = """
country = env.ref("base.ug")
company = env["res.company"].create({"name": "Lake Pumps", "country_id": country.id})
env.cr.commit()
"""


def test_a_company_brings_the_accounting_of_its_country(runtime, scratch, log_folder):
    source = scratch.get_base(find_addons())
    database = scratch.install([ADDON], "country", source=source)
    assert runtime.postgres.query(database, ACCOUNTING) == [("uninstalled",)]

    runtime.odoo(
        *("shell", "-d", database, "--no-http"),
        log=log_folder / "company-country.log",
        coverage=scratch.coverage,
        text=SCRIPT,
    )

    assert runtime.postgres.query(database, ACCOUNTING) == [("installed",)]
    assert runtime.postgres.query(database, ZONES) == [("Africa/Kampala",)]
