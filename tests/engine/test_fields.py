"""Phones, mails, web sites, addresses, people, tax ids."""

from __future__ import annotations

import pytest
from duplicate_engine.address import fold_address
from duplicate_engine.mail import find_mails, is_office, mail_domain
from duplicate_engine.person import fold_person
from duplicate_engine.phone import find_phones, is_mobile, local_part, mask_phone
from duplicate_engine.tax_id import check_digit, fold_tax_id, is_valid
from duplicate_engine.web import web_domain
from hypothesis import given
from hypothesis import strategies as st

from tests.engine.strategies import anything, landlines, mobiles

pytestmark = pytest.mark.no_odoo

MOBILE_WRITINGS = [
    "{0}", "+86 {0}", "+86{0}", "0086-{0}", "86{0}", "(+86){1}-{2}-{3}", "{1} {2} {3}",
    "{1}-{2}-{3}", " {0} 转 12", "tel: {0}",
]  # fmt: skip
LANDLINE_WRITINGS = [
    "0{0}-{1}", "(0{0}){1}", "0{0}{1}", "0{0} {1}", "+86-{0}-{1}", "86-{0}-{1}",
    "+86 (0){0} {1}", "0{0}-{1}-801", "0{0}-{1}转801", "0{0}-{1} ext.801",
    "0{0}-{1}x801",
]  # fmt: skip
CREDIT_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
credit_codes = st.from_regex(rf"91[0-9]{{6}}[{CREDIT_ALPHABET}]{{9}}", fullmatch=True)


@given(mobiles, st.sampled_from(MOBILE_WRITINGS), st.booleans())
def test_writings_of_a_mobile_are_one(number, writing, is_wide):
    text = writing.format(number, number[:3], number[3:7], number[7:])
    if is_wide:
        text = "".join(chr(ord(x) + 0xFEE0) if "!" <= x <= "~" else x for x in text)

    assert find_phones(text) == (number,)
    assert is_mobile(number)


@given(landlines, st.sampled_from(LANDLINE_WRITINGS))
def test_writings_of_a_landline_are_one(number, writing):
    assert find_phones(writing.format(*number)) == ("".join(number),)


@given(
    st.lists(mobiles, min_size=1, max_size=4, unique=True),
    st.sampled_from(["/", "，", ";", "、", "  ", " ", " 或 "]),
)
def test_a_cell_may_hold_several(numbers, separator):
    assert sorted(find_phones(separator.join(numbers))) == sorted(
        number for number in numbers if len(set(number)) > 1
    )


@given(anything)
def test_any_text_is_searched_for_phones(text):
    for number in find_phones(text):
        assert 7 <= len(number.removeprefix("+")) <= 15
        assert number.endswith(local_part(number))
        assert mask_phone(number).endswith("****")
        assert number[-4:] not in mask_phone(number)[-4:]


@pytest.mark.parametrize(
    ("number", "shown"),
    [
        ("76088123456", "0760-8812****"),
        ("1065123456", "010-6512****"),
        ("13812345678", "1381234****"),
        ("88123456", "8812****"),
        ("4008881234", "400888****"),
        ("+14155552671", "+1415555****"),
    ],
)
def test_masks(number, shown):
    assert mask_phone(number) == shown


@pytest.mark.parametrize("text", ["00000000", "无", "12345", "1" * 40, "-"])
def test_what_is_no_phone(text):
    assert find_phones(text) == ()


@given(anything)
def test_any_text_is_searched_for_mails(text):
    for address in find_mails(text):
        assert address.count("@") == 1
        assert mail_domain(address) in {"", *[address.split("@")[1]]} or "." in address


def test_mails_and_their_domains():
    assert find_mails("Info@SongDa.com; <li@qq.com>，li@qq.com") == (
        "info@songda.com",
        "li@qq.com",
    )
    assert mail_domain("li@qq.com") == ""
    assert mail_domain("li@mail.songda.com.cn") == "songda.com.cn"
    assert is_office("info@songda.com")
    assert not is_office("info@qq.com")
    assert not is_office("li@songda.com")


@pytest.mark.parametrize(
    ("address", "domain"),
    [
        ("https://www.Songda.com/about?x=1", "songda.com"),
        ("www.songda.com.cn", "songda.com.cn"),
        ("songda.1688.com", "songda.1688.com"),
        ("www.1688.com", ""),
        ("http://user@songda.com:8080/", "songda.com"),
        ("192.168.0.1", ""),
        ("无", ""),
        ("", ""),
    ],
)
def test_web_sites(address, domain):
    assert web_domain(address) == domain


@pytest.mark.parametrize(
    "writing",
    [
        "广东省中山市西区街道富华道12号3栋504室",
        "中山市西区街道富华道12号3座504",
        "富华道12号3栋504房",
        "富华道１２号 ３栋 ５０４",
    ],
)
def test_writings_of_an_address_are_one(writing):
    assert fold_address(writing) == "富华道12 3 504"


def test_an_address_without_number_tells_nobody():
    assert fold_address("中山市富华道") == ""


@pytest.mark.parametrize(
    ("text", "person"),
    [
        ("王总", ""),
        ("李小姐", ""),
        ("张伟经理", "张伟"),
        ("陈水生", "陈水生"),
        ("陈生", ""),
        (" 张 伟 ", "张伟"),
    ],
)
def test_people(text, person):
    assert fold_person(text) == person


@given(credit_codes)
def test_only_one_check_digit_is_right(first):
    right = [digit for digit in CREDIT_ALPHABET if is_valid(first + digit)]

    assert right == (
        [check_digit(first)]
        if len(set(first)) > 2 and first[2:8] != "" and "1" <= first[1] <= "9"
        else []
    )


def test_tax_ids():
    assert is_valid("91350100M000100Y43")
    assert not is_valid("91350100M000100Y44")
    assert fold_tax_id(" cn9135 0100m000100y43") == "91350100M000100Y43"
    assert is_valid("440601123456789")
    assert is_valid("DE123456789")
    assert fold_tax_id("000000000000000") == ""
    assert not is_valid("无")


@given(anything)
def test_any_text_goes_into_every_field(text):
    fold_address(text)
    fold_person(text)
    web_domain(text)
    assert is_valid(text) in {True, False}
