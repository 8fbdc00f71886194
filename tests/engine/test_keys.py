"""Keys: what customers that may be the same have in common."""

from __future__ import annotations

import time

import pytest
from duplicate_engine.keys import KIND_BITS, Customer, Kind, make_keys, normalise
from hypothesis import given
from hypothesis import strategies as st

from tests.engine.strategies import (
    anything,
    cities,
    industries,
    legal_forms,
    mobiles,
    trades,
)

pytestmark = pytest.mark.no_odoo

LONG = 10_000
MOST_SECONDS = 0.1
customers = st.builds(
    Customer,
    name=anything,
    aliases=st.lists(anything, max_size=3).map(tuple),
    phones=st.lists(anything, max_size=3).map(tuple),
    mails=st.lists(anything, max_size=3).map(tuple),
    website=anything,
    city=anything,
    street=anything,
    contacts=st.lists(anything, max_size=3).map(tuple),
    tax_id=anything,
)


def keys_of(**fields) -> set[int]:
    return set(make_keys(normalise(Customer(**fields))))


def kinds(keys: set[int]) -> set[Kind]:
    return {Kind(key & (1 << KIND_BITS) - 1) for key in keys}


@given(customers)
def test_any_customer_has_keys_that_fit_the_column(customer):
    keys = make_keys(normalise(customer))

    assert list(keys) == sorted(set(keys))
    assert all(-(2**63) <= key < 2**63 for key in keys)
    assert kinds(set(keys)) <= set(Kind)


@given(customers)
def test_there_is_a_record_for_the_name(customer):
    first, *aliases = normalise(customer)

    assert [first.name_no, *(one.name_no for one in aliases)] == list(
        range(1 + len(aliases))
    )


@given(cities, trades, industries, legal_forms, legal_forms)
def test_legal_form_and_writing_change_no_key(city, trade, industry, form, other):
    one = keys_of(name=f"{city}市{trade}{industry}{form}")

    assert keys_of(name=f" {city} {trade}{industry}{other}　") == one
    assert keys_of(name=f"{trade}（{city}）{industry}{other}*") == one
    assert keys_of(name=f"{trade}{industry}{form}", city=f"{city}市") == one


@given(cities, trades, industries)
def test_traditional_characters_change_no_key(city, trade, industry):
    simplified = "东电达门恒鸟顺鑫轮伦凯乐丰苏隆设备机贸饰号"
    traditional = "東電達門恆鳥順鑫輪倫凱樂豐蘇隆設備機貿飾號"
    name = f"{city}市{trade}{industry}有限公司"
    table = str.maketrans(simplified, traditional)

    assert keys_of(name=name.translate(table)) == keys_of(name=name)


@given(cities, trades, industries, st.data())
def test_one_character_left_out_still_shares_an_edit_key(city, trade, industry, data):
    core = trade + industry
    place = data.draw(st.integers(0, len(core) - 1))
    shorter = core[:place] + core[place + 1 :]
    one = keys_of(name=core, city=city)
    other = keys_of(name=shorter, city=city)

    assert Kind.EDIT in kinds(one & other)
    assert Kind.EDIT in kinds(other & one)


@given(cities, trades, industries, st.data())
def test_two_characters_swapped_still_share_an_edit_key(city, trade, industry, data):
    core = trade + industry
    place = data.draw(st.integers(0, len(core) - 2))
    swapped = core[:place] + core[place + 1] + core[place] + core[place + 2 :]

    shared = keys_of(name=core, city=city) & keys_of(name=swapped, city=city)

    assert Kind.EDIT in kinds(shared)


@given(mobiles)
def test_each_field_has_its_kind(number):
    fields = {
        Kind.PHONE: {"phones": (number,)},
        Kind.MAIL: {"mails": ("li@qq.com",)},
        Kind.DOMAIN: {"website": "www.songda.com"},
        Kind.ADDRESS: {"street": "富华道12号"},
        Kind.TAX_ID: {"tax_id": "91350100M000100Y43"},
    }
    for kind, field in fields.items():
        assert kinds(keys_of(name="", **field)) == {kind}


def test_an_alias_is_found_like_the_name():
    both = keys_of(name="松达电子", aliases=("Brightlux Lighting",), city="中山")

    assert keys_of(name="Brightlux", city="中山") & both
    assert keys_of(name="松达电子", city="中山") <= both


def test_an_office_address_tells_the_domain_only():
    assert kinds(keys_of(mails=("info@songda.com",))) == {Kind.DOMAIN}
    assert kinds(keys_of(mails=("li@songda.com",))) == {Kind.DOMAIN, Kind.MAIL}


@pytest.mark.parametrize(
    "piece",
    [
        "松",
        "(",
        "（中山）",
        "第一",
        "a",
        "1",
        "分公司",
        "市",
        "-1",
        "@a.b",
        "中山市",
        " ",
    ],
)
def test_long_input_takes_no_longer(piece):
    long = piece * LONG
    many = (long,) * 50
    customer = Customer(long, many, many, many, long, long, long, many, long)
    start = time.process_time()

    keys = make_keys(normalise(customer))

    assert time.process_time() - start < MOST_SECONDS
    assert len(keys) < 500
