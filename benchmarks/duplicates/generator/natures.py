"""Companies of a kind of their own: whose trade word is a number, schools, offices."""

from __future__ import annotations

from typing import TYPE_CHECKING

from benchmarks.duplicates.generator import words
from benchmarks.duplicates.generator.chance import split
from benchmarks.duplicates.generator.names import DISTRICT, NOWHERE

if TYPE_CHECKING:
    from benchmarks.duplicates.generator.chance import Chance
    from benchmarks.duplicates.generator.company import Company

NUMERAL, SCHOOL, OFFICE = "numeral", "school", "office"
# of all companies
NUMERALS, SCHOOLS, OFFICES = 0.006, 0.012, 0.024
# so many of them are entered twice
TWICE = 0.5
WORDS = "零一二三四五六七八九"
SHORT_UNITS = {
    "小学": ("小",),
    "中学": ("中",),
    "幼儿园": ("幼",),
    "人民医院": ("院", "医院"),
}
STREETS = split(
    "民生 孙文 翠景 招商 粤海 桃源 西丽 沙河 石牌 猎德 冼村 天园 珠吉 龙洞 文新"
    " 古荡 蒋村 三墩 双浦 转塘 望江 小营 湖滨"
    " 清波 紫阳 南星 彭埠 凯旋 采荷 田林 虹梅 康健"
    " 斜土 枫林 长桥 龙华 华泾 凌云 湖南 天平 桂花 石围 玉林 浆洗 火车 簇锦 红牌"
    " 晋阳 机投"
)
KINDS_OF_OFFICES = ("街道办事处", "街道居委会", "街道派出所", "街道社区卫生服务中心")


def make_of_nature(chance: Chance, company: Company) -> None:
    """Turn a company just drawn into one of these, now and then."""
    share = chance.random()
    if share < NUMERALS:
        company.nature = NUMERAL
        company.trade = "".join(
            chance.choice(WORDS) for _ in range(chance.randint(2, 4))
        )
    elif share < SCHOOLS:
        _make_school(chance, company)
    elif share < OFFICES:
        make_office(chance, company)


def _make_school(chance: Chance, company: Company) -> None:
    unit = chance.choice(list(SHORT_UNITS))
    company.nature = SCHOOL
    company.suffix = f"第{chance.choice(words.NUMERALS)}{unit}"
    company.industry, company.trade = "", company.city.short_name
    company.style = NOWHERE


def make_office(chance: Chance, company: Company, kind: str = "") -> None:
    """An office of the public in a street of the district."""
    company.nature = OFFICE
    company.trade, company.industry = chance.choice(STREETS), ""
    company.suffix = kind or chance.choice(KINDS_OF_OFFICES)
    company.style = DISTRICT


def spell_number(chance: Chance, number: str) -> str:
    """In digits; each digit for itself, or as a value where it has no zero."""
    digits = "".join(str(WORDS.index(word)) for word in number)
    is_value = len(digits) == 2 and "0" not in digits and chance.happens(0.2)
    return _spell_value(digits) if is_value else digits


def _spell_value(digits: str) -> str:
    tens, ones = map(int, digits)
    return ("" if tens == 1 else WORDS[tens]) + "十" + (WORDS[ones] if ones else "")
