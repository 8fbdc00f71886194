"""What people write around and into company names, kind by kind (DUP-1, DUP-7).

`same_names.tsv` holds names written by hand: kind, two names with their cities, and
whether they are one company. What the parts of both say decides here; the benchmark
`duplicate-engine` measures the scores on generated ones.
"""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from duplicate_engine.company_name import parse_company_name, parse_company_names
from duplicate_engine.keys import Customer, Kind, make_key, make_keys, normalise
from hypothesis import given
from hypothesis import strategies as st

from tests.engine.strategies import anything, industries, trades

pytestmark = pytest.mark.no_odoo

LISTED = Path(__file__).with_name("same_names.tsv")
KINDS = {
    *("number", "person", "former", "legal", "place", "digits", "school", "english"),
    "office",
}


def _read() -> list[list[str]]:
    with LISTED.open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file, delimiter="\t"))


def _tell(name: str, city: str) -> set[tuple[str, str, str]]:
    """What tells a company, for each of its names: sound, business, branch."""
    normals = normalise(Customer(name=name, city=city))
    return {(one.pinyin, one.root, one.mark) for one in normals}


def test_all_kinds_are_listed():
    assert {row[0] for row in _read()} == KINDS


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_one_company_in_two_writings(kind):
    rows = [row for row in _read() if row[0] == kind and row[5] == "same"]
    missed = [row for row in rows if not _tell(*row[1:3]) & _tell(*row[3:5])]

    assert not missed


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_two_companies_stay_two(kind):
    rows = [row for row in _read() if row[0] == kind and row[5] == "other"]
    taken = [row for row in rows if _tell(*row[1:3]) & _tell(*row[3:5])]

    assert not taken


@pytest.mark.parametrize(
    ("text", "trade", "industry", "city"),
    [
        # nothing parts the number from the name, and no place follows
        ("58同城信息技术有限公司", "五八同城", "信息技术", ""),
        ("7天酒店管理有限公司", "七天", "酒店管理", ""),
        ("3M中国有限公司", "3m中国", "", ""),
        ("7-Eleven便利店", "7eleven便利", "", ""),
        # a word that a person's name begins with
        ("李锦记食品有限公司", "李锦记", "食品", ""),
        ("华润 万家", "华润万家", "", ""),
        # 家, 石 and 文 are surnames, and begin words for workshops
        ("北京 富院装饰 家具厂", "富院", "装饰家具", "北京"),
        ("富院装饰 石材厂", "富院", "装饰石材", ""),
        ("富院装饰 文具店", "富院", "装饰文具", ""),
        ("富院装饰 石建国", "富院", "装饰", ""),
        # 原 and 现 in words
        ("佛山原木家具有限公司", "原木", "家具", "佛山"),
        ("中山木语家居（原木家具）", "木语家居原木", "家具", "中山"),
        ("现代汽车销售有限公司", "现代", "汽车销售", ""),
        # a town that is nothing but a trade word here
        ("龙江银行股份有限公司", "龙江银行", "", ""),
        ("小榄五金厂", "小榄", "五金", ""),
        ("酱字镇医疗器械有限公司", "酱字镇", "医疗器械", ""),
        # the public office, and the office of a company
        ("中山市石岐区民生路办事处", "民生路", "办事处", "中山"),
        ("阜新市阜新蒙古族自治县蒋村街道居委会", "蒋村", "居委会", "阜新"),
        ("松达电子有限公司民生路办事处", "松达", "电子", ""),
        # a surname among the English businesses
        ("Moreau & Wood Foods AG", "moreauwood", "foods", ""),
        # a town's name that is the trade word
        ("Nantong Fuliang Advertising", "fuliang", "advertising", "南通"),
    ],
)
def test_what_stays(text, trade, industry, city):
    name = parse_company_name(text)

    assert (name.trade, name.industry, name.city) == (trade, industry, city)


def test_a_former_name_is_a_name():
    names = parse_company_names("中山市松达灯饰有限公司（原华锋五金制品厂）")

    assert [(one.trade, one.city) for one in names] == [
        ("松达", "中山"),
        ("华锋", "中山"),
    ]


@pytest.mark.parametrize(
    ("number", "spelled"),
    [
        ("101", "一零一"),
        ("一百零一", "一零一"),
        ("一百一十", "一一零"),
        ("二十一", "二一"),
        ("十二", "一二"),
        ("壹陆捌", "一六八"),
        ("三六五", "三六五"),
        ("千百", "千百"),
        ("十", "十"),
        ("玖", "玖"),
    ],
)
def test_numbers_have_one_writing(number, spelled):
    assert parse_company_name(f"中山市{number}里五金厂").trade == f"{spelled}里"


def test_numbers_that_look_alike_are_not_edited():
    """502 and 520 are two companies, and so are 88 and 888."""
    for one, other in (("502", "520"), ("88", "888")):
        keys, others = (
            set(make_keys(normalise(Customer(f"中山市{number}五金厂"))))
            for number in (one, other)
        )

        assert not keys & others


def test_the_second_school_has_a_key_of_its_own():
    """A city has dozens of schools: the key that all share says nothing."""
    keys = make_keys(normalise(Customer("中山二小")))

    assert make_key(Kind.NAME, "中山小学|2") in keys


@given(trades, industries, anything)
def test_a_number_in_front_changes_nothing(trade, industry, _text):
    plain = parse_company_name(f"{trade}{industry}有限公司")

    for number in ("3、", "No.7 ", "（12）", "①", "A03-", "编号015 ", "★"):
        assert parse_company_name(f"{number}{trade}{industry}有限公司") == plain


@given(st.one_of(anything))
def test_other_names_are_names(text):
    for name in parse_company_names(text)[1:]:
        assert name.norm
