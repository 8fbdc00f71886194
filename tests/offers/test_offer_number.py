"""Numbers as people write them into cells."""

from __future__ import annotations

import math
from datetime import date

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from offer_reader.offer_number import (
    read_discount,
    read_number,
    read_tax,
    read_text,
)

pytestmark = pytest.mark.no_odoo

ANYTHING = st.one_of(
    st.text(max_size=60),
    st.floats(),
    st.integers(),
    st.booleans(),
    st.dates(),
    st.none(),
)


@given(ANYTHING, st.booleans())
@example(1.797693134862316e306, True)
def test_whatever_stands_there_gives_a_number_or_none(value, is_percent):
    for number in (
        read_number(value),
        read_tax(value, is_percent),
        read_discount(value, is_percent),
    ):
        assert number is None or math.isfinite(number)


@given(st.decimals(-999_999, 999_999, places=2))
def test_every_writing_of_a_number_is_that_number(number):
    grouped = f"{number:,.2f}"
    wide = "".join(chr(ord(one) + 0xFEE0) for one in grouped if one != ",")

    for writing in (str(number), grouped, wide, f" {grouped} ", f"￥{grouped}"):
        assert read_number(writing) == float(number)


@given(st.text(max_size=60))
def test_a_text_can_be_stored(text):
    kept = read_text(text)

    assert "\x00" not in kept
    assert "\n" not in kept


@pytest.mark.parametrize(
    ("value", "number"),
    [
        ("RMB 1,234.50", 1234.5),
        ("12元", 12),
        ("1.234,50", None),
        ("1,23", None),
        ("10 个", None),
        ("1e400", None),
        ("", None),
        (True, None),
        (date(2026, 1, 1), None),
        (10**400, None),
        (float("nan"), None),
    ],
)
def test_writings_that_were_seen(value, number):
    assert read_number(value) == number


@pytest.mark.parametrize(
    ("value", "is_percent", "rate"),
    [
        ("13%", False, 13),
        ("１３％", False, 13),
        (13, False, 13),
        (0.13, False, 13),
        (0.13, True, 13),
        ("0.5%", False, 0.5),
        (0, False, 0),
        ("无", False, None),
    ],
)
def test_tax(value, is_percent, rate):
    assert read_tax(value, is_percent) == rate


@pytest.mark.parametrize(
    ("value", "is_percent", "rate"),
    [
        ("9折", False, 10),
        ("９折", False, 10),
        ("85折", False, 15),
        ("8.5折", False, 15),
        ("10%", False, 10),
        (0.1, True, 10),
        (10, False, 10),
        (0.9, False, None),
        ("0.9", False, None),
    ],
)
def test_discount(value, is_percent, rate):
    assert read_discount(value, is_percent) == rate


def test_a_code_that_excel_took_for_a_number():
    assert read_text(1001.0) == "1001"
    assert read_text(10.5) == "10.5"
    assert read_text(None) == ""
