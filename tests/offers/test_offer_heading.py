"""Which column holds what."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from offer_reader.offer_heading import (
    HEADINGS,
    KEYS,
    find_columns,
    find_key,
    find_missing,
    is_total,
)

pytestmark = pytest.mark.no_odoo


@given(st.sampled_from(sorted(HEADINGS)), st.sampled_from(["", " ", "：", "*", "(元)"]))
def test_marks_around_a_heading_do_not_matter(word, mark):
    assert find_key(f"{mark}{word}{mark}") == HEADINGS[word]
    assert find_key(word.upper()) == HEADINGS[word]


@given(st.lists(st.one_of(st.none(), st.text(max_size=50), st.integers()), max_size=60))
def test_any_row_is_looked_at(values):
    columns = find_columns(values)

    assert set(columns) <= set(KEYS)
    assert all(find_key(values[place]) == key for key, place in columns.items())


@pytest.mark.parametrize(
    ("heading", "key"),
    [
        ("单价（含税）", "price_included"),
        ("含税单价(元)", "price_included"),
        ("单价(元)", "price"),
        ("折扣率(%)", "discount"),
        ("Unit price", "price"),
        ("Qty.", "quantity"),
        ("规格/型号", "specification"),
        ("數量", "quantity"),
        ("金额", None),
        ("序号", None),
        (5, None),
        ("数量" * 30, None),
    ],
)
def test_headings_that_were_seen(heading, key):
    assert find_key(heading) == key


def test_the_first_of_two_counts():
    assert find_columns(["数量", "单价", "数量"])["quantity"] == 0


def test_what_an_offer_needs():
    assert find_missing({}) == ["code", "quantity", "price"]
    assert find_missing({"name": 0, "quantity": 1, "price_included": 2}) == []


@pytest.mark.parametrize(
    "text", ["合计", "合 计：", "总计金额", "Total", "Subtotal", "小计"]
)
def test_totals(text):
    assert is_total(text)


@pytest.mark.parametrize("text", ["", "总成", "合页", "Total station", "计数器"])
def test_no_totals(text):
    assert not is_total(text)
