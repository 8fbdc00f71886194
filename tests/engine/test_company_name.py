"""Parsing company names."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from duplicate_engine.company_name import parse_company_name
from hypothesis import given
from hypothesis import strategies as st

from tests.engine.strategies import anything, cities, industries, legal_forms, trades

pytestmark = pytest.mark.no_odoo

LISTED = Path(__file__).with_name("listed_names.tsv")
LEAST_EQUAL = 0.89


@given(anything, anything)
def test_any_text_is_taken(text, city):
    name = parse_company_name(text, city)

    assert len(name.trade) + len(name.industry) <= len(name.norm) + len(name.mark) + 1
    assert name.is_latin == name.trade.isascii()


@given(cities, trades, industries, legal_forms)
def test_parts_are_told_apart(city, trade, industry, form):
    name = parse_company_name(f"{city}市{trade}{industry}{form}")

    assert (name.trade, name.industry, name.city) == (trade, industry, city)
    assert name.is_full
    assert not name.mark


@given(
    cities,
    trades,
    industries,
    st.sampled_from(
        [
            "{0}{1}{2}",
            "{1}（{0}）{2}",
            "{1}{2}({0})",
            "{0}市{1}{2}",
            "【重点】{0} {1} {2}",
            "*{1}{2}[{0}]",
        ]
    ),
)
def test_the_place_may_stand_anywhere(city, trade, industry, form):
    name = parse_company_name(form.format(city, trade, industry) + "有限公司")

    assert (name.trade, name.industry, name.city) == (trade, industry, city)


@given(
    trades,
    industries,
    legal_forms,
    st.sampled_from(["-王总", " 李小姐", "。", "（新）", "（老客户）", "*"]),
)
def test_remarks_are_dropped(trade, industry, form, remark):
    noted = parse_company_name(f"{trade}{industry}{form}{remark}")
    plain = parse_company_name(f"{trade}{industry}{form}")

    assert noted[1:] == plain[1:]


@pytest.mark.parametrize(
    ("branch", "mark"),
    [
        ("松达电子有限公司广州分公司", "广州分公司"),
        ("松达电子有限公司第二分公司", "2分公司"),
        ("松达电子有限公司二分公司", "2分公司"),
        ("松达集团电子有限公司第十二分公司", "12分公司"),
        ("松达电子三店", "3"),
        ("松达电子3店", "3"),
        ("松达电子第二制造厂", "2"),
        ("松达电子中山分行", "中山分行"),
    ],
)
def test_branches_are_marked(branch, mark):
    name = parse_company_name(branch)

    assert (name.trade, name.mark) == ("松达", mark)


@pytest.mark.parametrize(
    ("text", "trade", "industry", "city"),
    [
        ("朝阳县恒达商贸", "恒达", "商贸", ""),
        ("海南航空", "海南", "航空", ""),
        ("松大酒店", "松大", "酒店", ""),
        ("中山市小榄镇华锋五金制品厂", "华锋", "五金制品", "中山"),
        ("中山市中山市华锋五金制品厂", "华锋", "五金制品", "中山"),
        ("湖南湘阴松大食品有限公司", "松大", "食品", ""),
        ("松大科技（昆山）有限公司", "松大", "科技", "苏州"),
        ("北京松大", "松大", "", "北京"),
        ("江西长寿之乡化工有限公司", "长寿之乡", "化工", ""),
        ("Zhongshan Songda Electronics Co., Ltd.", "songda", "electronics", "中山"),
        ("Songda Technology (Beijing) Limited", "songda", "technology", "北京"),
        ("Müller & Söhne GmbH", "mullersohne", "", ""),
        ("O'Neill's Trading LLC", "oneills", "trading", ""),
        ("ＡＢＣ科技", "abc", "科技", ""),
        ("😀", "", "", ""),
        ("()", "", "", ""),
    ],
)
def test_names_that_were_seen(text, trade, industry, city):
    name = parse_company_name(text)

    assert (name.trade, name.industry, name.city) == (trade, industry, city)


def test_the_field_goes_before_the_name():
    assert parse_company_name("松大（昆山）有限公司", "中山市").city == "中山"
    assert parse_company_name("昆山松大机械", "昆山市")[1:5] == (
        "松大",
        "机械",
        "机械",
        "苏州",
    )


@pytest.mark.parametrize(
    ("chinese", "english"),
    [
        ("松达电子科技", "Songda Electronic Technology Co., Ltd."),
        ("松达贸易", "Songda Trading"),
        ("松达医疗器械", "Songda Medical Devices"),
        ("松达照明", "Songda Lighting"),
    ],
)
def test_english_names_tell_the_same_industry(chinese, english):
    one, other = parse_company_name(chinese), parse_company_name(english)

    assert (one.pinyin, one.root) == (other.pinyin, other.root)


def test_trade_words_of_real_names():
    """Names of listed companies with the trade word read by a person."""
    with LISTED.open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file, delimiter="\t"))
    right = sum(parse_company_name(name).trade == trade for name, trade in rows)

    assert len(rows) >= 200
    assert right / len(rows) >= LEAST_EQUAL
