"""What a file comes to (K3Q-4, security.md 4)."""

from __future__ import annotations

import io

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from offer_reader.offer_error import OfferError
from offer_reader.offer_total import read_total

pytestmark = pytest.mark.no_odoo

HEADINGS = ["编码", "名称", "数量", "单价", "折扣率", "税率", "金额"]
INCLUDED = ["编码", "名称", "数量", "含税单价", "折扣率", "税率", "金额"]


def write(*rows, headings=HEADINGS, sheets=1):
    book = openpyxl.Workbook()
    for number in range(sheets):
        sheet = book.create_sheet() if number else book.active
        for row in (headings, *rows):
            sheet.append(row)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def row(quantity, price, discount=None, tax=None, amount=None):
    return ["A1", "执手", quantity, price, discount, tax, amount]


def test_rows_add_up():
    total = read_total(write(row(10, 28.5, "5%", "13%"), row(2, 100, None, "13%")))

    assert total.untaxed == pytest.approx(470.75)
    assert total.taxed == pytest.approx(470.75 * 1.13)
    assert total.rows == 2


def test_taxes_that_are_not_said():
    assert read_total(write(row(10, 20))) == (200, None, 1)
    assert read_total(write(row(10, 20), headings=INCLUDED)) == (None, 200, 1)
    total = read_total(write(row(10, 113, None, "13%"), headings=INCLUDED))
    assert total == (pytest.approx(1000), 1130, 1)


@pytest.mark.parametrize("amount", [226, 200.01, 200])
def test_its_own_total(amount):
    own = ["合计", None, 10, None, None, None, amount]
    assert read_total(write(row(10, 20, None, "13%"), own)).untaxed == 200


def test_a_total_in_words_says_nothing():
    own = ["合计", "贰佰圆整", None, None, None, None, None]
    assert read_total(write(row(10, 20), own)).untaxed == 200


@pytest.mark.parametrize(
    ("content", "key"),
    [
        (
            write(row(10, 20), ["合计", None, None, None, None, None, 5_000_000]),
            "other_total",
        ),
        (write(row(10, 20), ["合计", None, 10, None, None, None, 300]), "other_total"),
        (write(row("many", 20)), "unsure_row"),
        (write(row(10, 20), ["运费", None, None, None, None, None, 500]), "unsure_row"),
        (write(row(10, 20), row(1, None)), "unsure_row"),
        (write(row(10, 20, 0.9)), "unsure_row"),
        (write(row(10, 20), sheets=2), "several_sheets"),
        (b"offer", "no_excel"),
        (b"", "empty"),
    ],
)
def test_what_cannot_be_added_up(content, key):
    with pytest.raises(OfferError) as caught:
        read_total(content)

    assert caught.value.key == key


def test_numbers_that_are_no_amounts():
    rows = [
        ["一、五金", None, None, None, None, None, None],
        row(10, 20),
        ["电话", 13800138000, None, None, None, None, "30 天"],
        [None, None, None, None, None, None, 7],
    ]
    assert read_total(write(*rows)).untaxed == 200


def test_subtotals_do_not_matter():
    rows = [
        row(10, 20),
        ["小计", None, None, None, None, None, 200],
        row(1, 5),
        ["总计", None, None, None, None, None, 205],
    ]
    assert read_total(write(*rows)).untaxed == 205


@given(
    st.lists(
        st.tuples(st.integers(1, 1000), st.integers(0, 10**6), st.integers(0, 100)),
        min_size=1,
        max_size=5,
    )
)
def test_any_rows(rows):
    content = write(*(row(one, price / 100, f"{off}%") for one, price, off in rows))
    expected = sum(one * price / 100 * (100 - off) / 100 for one, price, off in rows)

    assert read_total(content).untaxed == pytest.approx(expected)
