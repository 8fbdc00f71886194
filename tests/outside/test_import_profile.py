"""The sales office's list goes in with all that is kept of a customer beside it."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import cycle

import pytest

from tests.client import Client
from tests.outside.customer_list import (
    ImportScreen,
    Refusal,
    Row,
    read_rows,
    take_up_industries,
)

BATCH = 500
# further columns, as the clerk has them, and the fields of the screen
COLUMNS = {
    "等级": "customer_grade_id",
    "区域": "customer_region_id",
    "成熟度": "maturity",
    "合作阶段": "cooperation_phase",
    "需求": "need_ids",
    "公司手机": "mobile",
}
NEEDS = ("幕墙配件", "门控五金")
# column → what nobody could mean, and words of the reason
FAULTS = {
    "等级": ("特等", "等级"),
    "区域": ("火星", "区域"),
    "成熟度": ("九成", "成熟度"),
    "合作阶段": ("热恋", "合作阶段"),
    "需求": ("不存在的需求", "需求"),
    "公司手机": ("138001", "手机"),
}

pytestmark = [
    # Odoo's own route of the upload says this of every file
    pytest.mark.expects_log(r"odoo\.http", r"set_file.* called ignoring args"),
]


@pytest.fixture(scope="module", autouse=True)
def industries(log_in) -> None:
    take_up_industries(log_in("general"))


@pytest.fixture(scope="module")
def clerk(log_in) -> Client:
    client = log_in("clerk")
    known = client.search_read("customer.need", [["name", "in", NEEDS]], ["name"])
    for name in set(NEEDS) - {need["name"] for need in known}:
        client.create("customer.need", {"name": name})
    return client


@pytest.fixture(scope="module")
def profiles(clerk) -> list[tuple[str, ...]]:
    """What the rows say, with the words that the screens have for it."""
    words = {
        name: dict(field["selection"])
        for name, field in clerk.call(
            "res.partner", "fields_get", ["maturity", "cooperation_phase"]
        ).items()
    }
    maturity, phase = words["maturity"], words["cooperation_phase"]
    return [
        ("A", "华南", maturity["a_plus"], phase["stable"], ",".join(NEEDS)),
        ("B", "华东", maturity["b_minus"], phase["approach"], NEEDS[1]),
        ("", "", "", "", ""),
    ]


@pytest.fixture(scope="module")
def rows(profiles) -> list[Row]:
    """The sound rows of the list, each with what the clerk knows besides."""
    sound = [row for row in read_rows() if not row.fault]
    return [
        _add(row, profile) for row, profile in zip(sound, cycle(profiles), strict=False)
    ]


@pytest.fixture(scope="module")
def loaded(clerk, rows) -> tuple[list[int], list[Row]]:
    """Ids of the customers that the import made, and the rows that they come from."""
    ids, left_out = ImportScreen.open_rows(clerk, rows).load(BATCH, **COLUMNS)
    taken = [row for place, row in enumerate(rows) if place not in left_out]
    return ids, taken


@pytest.fixture(scope="module")
def customers(log_in, loaded) -> dict[str, dict]:
    fields = ["name", "phone", "user_id", "industry_id", *COLUMNS.values()]
    found = log_in("general").read("res.partner", loaded[0], fields)
    return {customer["name"]: customer for customer in found}


def _add(row: Row, profile: tuple[str, ...]) -> Row:
    # one of each: many who share a number would be duplicates
    has_mobile = profile[0] == "A" and row.get("国家") == "中国"
    mobile = f"138{row.number:08}" if has_mobile else ""
    values = dict(zip(COLUMNS, (*profile, mobile), strict=True))
    return replace(row, values=row.values | values)


def _break(row: Row, heading: str) -> Row:
    return replace(row, values=row.values | {heading: FAULTS[heading][0]})


def test_the_list_goes_in(rows, loaded, customers):
    """K3D-1, IMP-7: all but the few that look like others in the list."""
    _ids, taken = loaded

    assert len(rows) > 1900
    assert len(customers) == len(taken) > len(rows) * 0.98


def test_what_the_clerk_knows_is_in_the_record(clerk, loaded, customers, profiles):
    """GEN-2, K3D-1, MAT-1, CAR-1, KIN-4: grade, region, maturity, phase, needs."""
    phases = {"": False, profiles[0][3]: "stable", profiles[1][3]: "approach"}
    maturities = {"": "d", profiles[0][2]: "a_plus", profiles[1][2]: "b_minus"}
    needs = clerk.search_read("customer.need", [["name", "in", NEEDS]], ["name"])
    names = {need["id"]: need["name"] for need in needs}

    for row in loaded[1]:
        customer = customers[row.get("客户名称")]
        assert (customer["customer_grade_id"] or [0, ""])[1] == row.get("等级")
        assert customer["maturity"] == maturities[row.get("成熟度")]
        assert customer["cooperation_phase"] == phases[row.get("合作阶段")]
        wanted = set(filter(None, row.get("需求").split(",")))
        assert {names[need] for need in customer["need_ids"]} == wanted
        assert re.sub(r"\D", "", customer["mobile"] or "") == row.get("公司手机")
        assert (customer["user_id"] or [0, ""])[1] == row.get("业务员")
        assert bool(customer["industry_id"]) == bool(row.get("行业"))


def test_region_is_the_clerks_or_that_of_the_province(loaded, customers):
    """K3D-1: what the sheet says counts; where it is silent the province decides."""
    silent = 0
    for row in loaded[1]:
        region = customers[row.get("客户名称")]["customer_region_id"]
        if row.get("区域"):
            assert region[1] == row.get("区域")
        elif row.get("省份") == "广东省":
            silent += 1
            assert region[1] == "华南"
    assert silent


@pytest.mark.parametrize("heading", FAULTS)
def test_wrong_values_are_told_by_row(clerk, rows, heading):
    """IMP-7: the row as the sheet numbers it, the column, and why; nothing goes in."""
    picked = [replace(row) for row in rows[:6]]
    for place in (1, 4):
        picked[place] = _break(picked[place], heading)

    told = ImportScreen.open_rows(clerk, picked).test(**COLUMNS)

    refused = [refusal for refusal in told if _speaks_of(refusal, heading)]
    assert {refusal.number for refusal in refused} >= {3}
    if heading != "公司手机":
        assert {refusal.number for refusal in refused} == {3, 6}


def _speaks_of(refusal: Refusal, heading: str) -> bool:
    return FAULTS[heading][1] in refusal.reason or refusal.field == COLUMNS[heading]
