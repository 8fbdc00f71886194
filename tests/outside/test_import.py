"""A sales office's list goes in through Odoo's own import, row by row."""

from __future__ import annotations

import re
import time
from datetime import date

import pytest

from tests.client import Client
from tests.outside.customer_list import (
    FOLDER,
    XLSX,
    ImportScreen,
    Refusal,
    Row,
    read_rows,
    take_up_industries,
)

BATCH = 500
# companies of one list that are as alike as duplicates are
MOST_LEFT_OUT = 0.02
# a machine that does something else meanwhile has time; benchmarks measure the speed
SECONDS = 300
ROLES = ["sales", "clerk", "director", "general", "information", "admin"]
NO_NAME = "联系人需要姓名"
BY_HAND = {
    "status_by_hand": ("交易客户", "customer_status", "客户状态"),
    "code_by_hand": ("客户代码", "customer_code", "客户代码"),
}
# fault → where the refusal points, and words of its reason
EXPECTED = {
    "name_missing": ("", NO_NAME),
    "contact_unnamed": ("", NO_NAME),
    "unknown_country": ("country_id", "国家"),
    "unknown_state": ("state_id", "省"),
    "unknown_salesperson": ("user_id", "负责人"),
    "unknown_industry": ("industry_id", "行业"),
    "unknown_type": ("company_type", "公司类型"),
}

pytestmark = [
    # PostgreSQL's own words on a row without a name
    pytest.mark.expects_log(r"odoo\.sql_db", r"res_partner_check_name"),
    # Odoo's own route of the upload says this of every file
    pytest.mark.expects_log(r"odoo\.http", r"set_file.* called ignoring args"),
]


@pytest.fixture(scope="module", autouse=True)
def industries(log_in) -> None:
    take_up_industries(log_in("general"))


@pytest.fixture(scope="module")
def rows() -> list[Row]:
    return read_rows()


@pytest.fixture(scope="module")
def clerk(log_in) -> Client:
    return log_in("clerk")


@pytest.fixture(scope="module")
def general(log_in) -> Client:
    return log_in("general")


@pytest.fixture(scope="module")
def screen(clerk) -> ImportScreen:
    content = (FOLDER / "customers.xlsx").read_bytes()
    return ImportScreen(clerk, content, name="customers.xlsx", mime=XLSX)


@pytest.fixture(scope="module")
def refusals(screen) -> dict[int, Refusal]:
    """What the button "Test" says of the whole sheet, by row."""
    found = screen.test(BATCH)
    return {refusal.number: refusal for refusal in found}


@pytest.fixture(scope="module")
def sound_rows(rows, refusals) -> list[Row]:
    """What is left when the user takes out the refused rows."""
    return [
        row for row in rows if row.number not in refusals and row.fault not in BY_HAND
    ]


@pytest.fixture(scope="module")
def loaded(clerk, sound_rows) -> tuple[list[int], dict[int, str]]:
    start = time.monotonic()
    result = ImportScreen.open_rows(clerk, sound_rows).load(BATCH)
    assert time.monotonic() - start < SECONDS
    return result


@pytest.fixture(scope="module")
def good_rows(sound_rows, loaded) -> list[Row]:
    """The rows that went in."""
    _ids, left_out = loaded
    return [row for place, row in enumerate(sound_rows) if place not in left_out]


@pytest.fixture(scope="module")
def imported(general, loaded) -> list[dict]:
    """The customers that the import made; those of other offices are hidden there."""
    ids, _left_out = loaded
    fields = ["name", "customer_status", "customer_code", "registration_date"]
    fields += ["registrar_id", "user_id", "phone", "fax", "vat", "state_id"]
    return general.read("res.partner", ids, fields)


def test_the_sheet_is_read_whole(screen, rows):
    assert screen.preview["num_rows"] == len(rows) + 1
    assert screen.headings == list(rows[0].values)


@pytest.mark.parametrize(
    "field", ["customer_status", "is_transacting", "customer_code"]
)
def test_system_fields_are_not_offered(screen, field):
    """IMP-1, K3C-1: what the system keeps cannot be chosen for a column."""
    assert screen.offers("name")
    assert not screen.offers(field)


@pytest.mark.parametrize("fault", EXPECTED)
def test_wrong_rows_are_refused_with_number_and_reason(rows, refusals, fault):
    field, words = EXPECTED[fault]

    for row in rows:
        if row.fault == fault:
            assert refusals[row.number].field == field
            assert words in refusals[row.number].reason


def test_no_good_row_is_refused(rows, refusals):
    faults = {row.number: row.fault for row in rows}

    assert [number for number in refusals if not faults[number]] == []


@pytest.mark.parametrize("fault", BY_HAND)
def test_nobody_imports_what_the_system_keeps(clerk, rows, fault):
    """K3C-1, IMP-1: neither status nor code by import, and the reason names it."""
    heading, field, label = BY_HAND[fault]
    wrong = [row for row in rows if row.fault == fault]

    refusals = ImportScreen.open_rows(clerk, wrong).test(**{heading: field})

    assert len(refusals) == len(wrong)
    assert all(label in refusal.reason for refusal in refusals)


@pytest.mark.parametrize("login", ROLES)
def test_no_role_imports_the_status(log_in, rows, login):
    """K3C-1: not even General Affairs or the administrator."""
    row = next(row for row in rows if row.fault == "status_by_hand")

    refusals = ImportScreen.open_rows(log_in(login), [row]).test(
        交易客户="customer_status"
    )

    assert [refusal.number for refusal in refusals] == [2]


def test_nothing_is_lost(rows, refusals, loaded, imported, good_rows):
    """DUP-3: rows of the sheet = customers made + rows refused or left out."""
    by_hand = [row for row in rows if row.fault in BY_HAND]
    _ids, left_out = loaded

    told = len(refusals) + len(left_out) + len(by_hand)
    assert len(rows) == len(imported) + told
    assert sorted(customer["name"] for customer in imported) == sorted(
        row.get("客户名称") for row in good_rows
    )


def test_few_rows_are_taken_for_duplicates(sound_rows, loaded):
    """DUP-3: in a list of different companies; each that is names who it looks like."""
    _ids, left_out = loaded

    assert len(left_out) < len(sound_rows) * MOST_LEFT_OUT
    assert all("—" in reason for reason in left_out.values())


def test_what_was_in_the_sheet_is_in_the_record(imported, good_rows):
    customers = {customer["name"]: customer for customer in imported}

    for row in good_rows:
        customer = customers[row.get("客户名称")]
        for heading, field in (("电话", "phone"), ("传真", "fax")):
            assert (customer[field] or "") == row.get(heading)
        assert (customer["user_id"] or [0, ""])[1] == row.get("业务员")
        assert (customer["state_id"] or [0, ""])[1].startswith(row.get("省份"))


def test_contacts_come_with_their_companies(general, imported, good_rows):
    ids = [customer["id"] for customer in imported]
    contacts = general.search_read(
        "res.partner", [["parent_id", "in", ids]], ["name", "mobile", "customer_status"]
    )

    wanted = [row for row in good_rows if row.get("联系人")]
    assert sorted((c["name"], c["mobile"] or "") for c in contacts) == sorted(
        (row.get("联系人"), row.get("手机")) for row in wanted
    )
    assert not any(contact["customer_status"] for contact in contacts)


def test_imported_customers_are_registered(clerk, imported):
    """K3C-1, K3D-1, IMP-1: potential, with code, date and registrar."""
    codes = {customer["customer_code"] for customer in imported}

    assert {customer["customer_status"] for customer in imported} == {"potential"}
    assert {customer["registrar_id"][0] for customer in imported} == {clerk.uid}
    dates = {customer["registration_date"] for customer in imported}
    assert abs(date.fromisoformat(dates.pop()) - date.today()).days <= 1
    assert not dates
    assert len(codes) == len(imported)
    assert all(re.fullmatch(r"C\d{6}\d{3,}", code) for code in codes)


@pytest.fixture(scope="module")
def order(log_in, imported) -> dict:
    """An order of an imported customer, confirmed by its salesperson."""
    sales = log_in("sales")
    mine = next(c for c in imported if (c["user_id"] or [0])[0] == sales.uid)
    [product] = sales.search("product.product", [["sale_ok", "=", True]], limit=1)
    line = {"product_id": product, "product_uom_qty": 2}
    values = {"partner_id": mine["id"], "order_line": [[0, 0, line]]}
    order_id = sales.create("sale.order", values)
    sales.call("sale.order", "action_review_submit", [order_id])
    log_in("director").call("sale.order", "action_review_approve", [order_id])
    sales.call("sale.order", "action_confirm", [order_id])
    return {"id": order_id, "customer": mine["id"], "sales": sales}


@pytest.fixture(scope="module")
def request_id(general, order) -> int:
    """The request that the order opened, as General Affairs finds it."""
    domain = [["partner_id", "=", order["customer"]], ["state", "=", "requested"]]
    [found] = general.search_read("crm.customer.conversion", domain, ["order_id"])
    assert found["order_id"][0] == order["id"]
    return found["id"]


def test_an_imported_customer_becomes_a_transacting_one(general, order, request_id):
    """K3C-7, K3C-4: import, confirmed order, request by itself, approval."""
    fields = ["customer_status", "is_transacting", "conversion_user_id"]
    fields += ["last_transaction_date"]
    [before] = order["sales"].read("res.partner", [order["customer"]], fields)
    general.call("crm.customer.conversion", "action_approve", [request_id])
    [after] = order["sales"].read("res.partner", [order["customer"]], fields)

    assert before["customer_status"] == "potential"
    assert before["last_transaction_date"]
    assert after["customer_status"] == "transacting"
    assert after["is_transacting"]
    assert after["conversion_user_id"][0] == general.uid


def test_no_customer_is_transacting_without_an_approved_request(
    general, imported, order, request_id
):
    """K3C-1: of all the imported customers only the one that was converted."""
    transacting = general.search(
        "res.partner", [["customer_status", "=", "transacting"]]
    )
    approved = general.search_read(
        "crm.customer.conversion", [["state", "=", "approved"]], ["partner_id"]
    )
    ids = {customer["id"] for customer in imported}

    assert set(transacting) <= {request["partner_id"][0] for request in approved}
    assert ids & set(transacting) <= {order["customer"]}
