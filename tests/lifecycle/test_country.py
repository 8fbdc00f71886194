"""A base that is made for China is Chinese, and holds nothing of Odoo's demo data."""

from __future__ import annotations

import pytest

from tests.client import Client
from workshop.addons import find_addons

# the records of Odoo's own demonstration
FOREIGN_DEMO = """
    SELECT d.module || '.' || d.name
      FROM ir_model_data d
      JOIN ir_module_module m ON m.name = d.module
     WHERE d.model IN ('res.partner', 'res.users', 'crm.lead', 'sale.order',
                       'product.product', 'product.template')
       AND d.module NOT LIKE 'jl\\_%'
       AND d.name LIKE '%demo%'
"""
COMPANIES = """
    SELECT name FROM res_partner
     WHERE is_company AND name ~ '^[ -~]+$'
"""
FLAGGED = (
    "SELECT name FROM ir_module_module WHERE demo AND name NOT LIKE 'jl\\_crm\\_%'"
)
OTHER_MONEY = """
    SELECT DISTINCT c.name FROM res_currency c WHERE c.active
     UNION
    SELECT DISTINCT c.name FROM sale_order o JOIN res_currency c ON c.id = o.currency_id
"""
PEOPLE = """
    SELECT DISTINCT p.lang, p.tz FROM res_users u
      JOIN res_partner p ON p.id = u.partner_id
     WHERE u.active AND NOT u.share
"""
COMPANY = ["name", "country_code", "currency_id", "tz", "chart_template"]


@pytest.fixture(scope="module")
def chinese(scratch):
    """Made without a log line of WARNING or above, or the fixture fails."""
    return scratch.make_base(find_addons(), "chinese", "CN")


@pytest.fixture(scope="module")
def admin(runtime, scratch, chinese, log_folder):
    log = log_folder / "server-chinese.log"
    with runtime.server(chinese, log=log, coverage=scratch.coverage) as server:
        yield Client(server.url, chinese, "admin", "admin")


def test_the_company_is_chinese(admin):
    [company] = admin.search_read("res.company", [], COMPANY)

    assert company["country_code"] == "CN"
    assert company["currency_id"][1] == "CNY"
    assert company["tz"] == "Asia/Shanghai"
    assert company["chart_template"] == "cn"


def test_the_tax_is_of_thirteen_percent(admin):
    fields = ["account_sale_tax_id", "account_purchase_tax_id"]
    [company] = admin.search_read("res.company", [], fields)
    taxes = [company[name][0] for name in fields]
    products = admin.search_read("product.template", [], ["taxes_id"])

    read = admin.read("account.tax", taxes, ["amount"])
    assert [tax["amount"] for tax in read] == [13, 13]
    assert products
    assert all(product["taxes_id"] == taxes[:1] for product in products)


def test_everybody_speaks_chinese_and_lives_in_shanghai(admin):
    people = admin.search_read("res.users", [["share", "=", False]], ["lang", "tz"])

    assert {(one["lang"], one["tz"]) for one in people} == {("zh_CN", "Asia/Shanghai")}


def test_nothing_of_odoos_demonstration_is_there(runtime, chinese):
    assert runtime.postgres.query(chinese, FOREIGN_DEMO) == []
    assert runtime.postgres.query(chinese, COMPANIES) == []
    assert runtime.postgres.query(chinese, FLAGGED) == []


def test_there_is_no_other_money(runtime, chinese):
    assert runtime.postgres.query(chinese, OTHER_MONEY) == [("CNY",)]


def test_no_administrator_is_asked_where_the_company_is(admin):
    page = admin.call("crm.workplace", "get_workplace")

    assert "country" not in page["blocks"]


def test_quotations_to_dealers_use_their_price_list(admin):
    dealers = [["name", "=", "经销商价格表"]]
    [prices] = admin.search_read("product.pricelist", dealers, ["currency_id"])
    quoted = admin.search("sale.order", [["pricelist_id", "=", prices["id"]]])
    others = admin.search("sale.order", [["pricelist_id", "!=", prices["id"]]])

    assert prices["currency_id"][1] == "CNY"
    assert quoted
    assert others


def test_a_base_of_another_country_is_of_that_country(runtime, scratch):
    """Made without a log line of WARNING or above; its people live there."""
    american = scratch.make_base(find_addons(), "american", "US")

    assert runtime.postgres.query(american, OTHER_MONEY) == [("USD",)]
    assert runtime.postgres.query(american, PEOPLE) == [("en_US", "America/New_York")]
    assert runtime.postgres.query(american, FOREIGN_DEMO) == []
