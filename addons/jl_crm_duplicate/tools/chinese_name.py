"""Reading Chinese company names.

The steps follow one another because each would trip over what the one before takes
away: places in brackets, remarks of salespeople, branches, legal form, places in front.
"""

from __future__ import annotations

import re

from .industries import WORDS, find_root, split_industry
from .institutions import UNITS, spell_institution, split_office
from .name_parts import NameParts
from .name_person import drop_person, is_person, is_phone
from .numerals import spell_numbers
from .places import find_city, find_province, strip_place_at_end, strip_places
from .tables import read_words
from .text import compact

_BRACKETS = re.compile(
    r"[(\[【\u3014{<《「]([^()\[\]【】\u3014\u3015{}<>《》「」]*)[)\]】\u3015}>》」]"
)
_REMARK = re.compile(
    r"新|老|旧|[一二三四五六七八九十]{1,3}|老客户|新客户|重点|重点客户|已合作|停用|作废|[a-z*]|vip|[a-z]?\d{0,4}|[a-z][类级]?"
)
_EVERYWHERE = {"中国", "集团"}

_FIRM = "公司|集团|(?<!工)厂|经营部|门市部|商行|(?<![酒饭书药商分])店|工作室"
_AFTER_FIRM = re.compile(rf"(?P<firm>.{{3,}}(?:{_FIRM}))(?P<rest>[^公厂店部]{{1,4}})")
_ASIDE = re.compile(rf"(?P<firm>.{{3,}}(?:{_FIRM}))[\s\-—_/,、]+(?P<rest>.{{1,8}})")

_NUMBER = "[0-9]+|[一二三四五六七八九十]+"
_OFFICE = "分公司|支公司|分店|分厂|分部|办事处|分行|支行|分校|分院|经销处"
_BRANCH = re.compile(rf"(?:{_OFFICE}|(?:{_NUMBER})号?店)$")
# the last firm in the name; a 集团 inside it is none
_HEAD_OFFICE = re.compile(
    rf"(?P<firm>.{{3,}}(?:{_FIRM.replace('集团|', '')}))(?P<mark>.+)"
)
_PLACED_BRANCH = re.compile(rf"(?P<place>.{{2,4}})(?:{_OFFICE})$")
_UNIT = (
    f"{UNITS}|分公司|分店|号店|店|分厂|制造厂|加工厂|厂|中学|小学|幼儿园|医院|工程处|项目部|车间"
    "|分部|部|公司|期|队|分场"
)
_ORDINAL = re.compile(rf"第?(?P<number>{_NUMBER})(?P<unit>{_UNIT})$")
_LEGAL_UNIT = re.compile("分?(?:公司|店|厂|部|场)|号店|制造厂|加工厂")
_DIGITS = {digit: value for value, digit in enumerate("一二三四五六七八九", 1)}

_LEGAL_FORM = re.compile(
    "(?:(?:股份|集团|控股)?(?:有限责任公司|有限公司|股份公司|集团公司|总公司|责任公司|公司)"
    "|股份有限|有限责任|有限合伙|普通合伙|集团|有限|加工厂|制造厂|总厂|(?<!工)厂"
    "|经营部|销售部|门市部|批发部|商行|商贸行|贸易行|商店|专卖店|(?<![酒饭书药])店|摊"
    "|生活馆|会馆|加工坊|作坊|网店|淘宝店|专柜|门市|种植场|养殖场|工作室|事务所|(?:专业)?合作社|个体工商户)+$"
)
_IN_FRONT = "|".join(
    sorted(read_words("words/legal_forms_in_front.txt"), key=len, reverse=True)
)
_LEGAL_FORM_IN_FRONT = re.compile(rf"^\W*(?:{_IN_FRONT})[\W_]*(?=\w{{2}})")


def parse_chinese_name(folded: str, city: str = "") -> NameParts:
    """`city` is that of the field; it tells places from trade words."""
    text, place = _take_bracketed_place(folded)
    whole, text = text, _LEGAL_FORM_IN_FRONT.sub("", text)
    text = spell_institution(compact(_drop_remark(text)))
    # 粤海街道办事处 is an office of the public before it is a branch of something
    office = split_office(text, place or city) if _BRANCH.search(text) else None
    text, mark, is_firm = (text, "", False) if office else _take_mark(text)
    if office := office or split_office(text, place or city):
        where, kind, found = office
        return NameParts(where, kind, kind, found or place, mark)
    body = _LEGAL_FORM.sub("", text) or text
    body_of_name, place_at_end = _take_place_at_end(body)
    lead = strip_places(body_of_name, place or city)
    trade, industry = split_industry(spell_numbers(lead.rest))
    place = lead.city or place or place_at_end or lead.province
    is_full = is_firm or body != text or whole != text
    return NameParts(trade, industry, find_root(industry), place, mark, is_full)


def _take_bracketed_place(text: str) -> tuple[str, str]:
    """The text with its brackets opened or dropped, and the place one of them named."""
    place = ""

    def replace(match: re.Match) -> str:
        nonlocal place
        inner = compact(match[1])
        if found := find_city(inner) or find_province(inner):
            place = found
            return ""
        is_last = match.end() >= len(text)
        is_noise = inner in _EVERYWHERE or _REMARK.fullmatch(inner)
        is_noise = (
            is_noise or is_phone(match[1]) or is_person(match[1], is_plain=is_last)
        )
        return "" if is_noise else inner

    return _BRACKETS.sub(replace, text), place


def _take_place_at_end(body: str) -> tuple[str, str]:
    """环球国际航运青岛: a place behind a line of business, and not part of a word."""
    rest, city, province = strip_place_at_end(body)
    _trade, industry = split_industry(rest)
    return (rest, city or province) if industry else (body, "")


def _drop_remark(text: str) -> str:
    """松大电子有限公司-王总: what follows the firm and is no branch of it."""
    text = text.strip(" *-—_/.,。、")
    for pattern in (_ASIDE, _AFTER_FIRM):
        match = pattern.fullmatch(text)
        if match and not _is_part_of_name(compact(match["rest"])):
            return match["firm"]
    return drop_person(text)


def _is_part_of_name(rest: str) -> bool:
    return bool(rest in WORDS or _BRANCH.search(rest) or _LEGAL_FORM.search(rest))


def _take_mark(text: str) -> tuple[str, str, bool]:
    """The name without its branch, which branch, whether a firm was named before it."""
    if _BRANCH.search(text):
        if match := _HEAD_OFFICE.fullmatch(text):
            return match["firm"], _fold_mark(match["mark"]), True
        return _take_placed_branch(text)
    match = _ORDINAL.search(text)
    if not match or match.start() < 2:
        return text, "", False
    is_legal = bool(_LEGAL_UNIT.fullmatch(match["unit"]))
    rest = text[: match.start()] + ("" if is_legal else match["unit"])
    return rest, _fold_mark(match["number"]), is_legal


def _take_placed_branch(text: str) -> tuple[str, str, bool]:
    """工商银行中山分行: the branch begins where its place or number does."""
    if match := _ORDINAL.search(text):
        return text[: match.start()], _fold_mark(match["number"]), True
    match = _PLACED_BRANCH.search(text)
    for start in range(match.start(), match.end("place") - 1) if match else ():
        place = text[start : match.end("place")]
        if start > 1 and (find_city(place) or find_province(place)):
            return text[:start], text[start:], True
    return text, _BRANCH.search(text)[0], True


def _fold_mark(mark: str) -> str:
    """第二分公司, 2分公司 and 二分公司 are one branch."""
    mark = mark.removeprefix("第")
    digits = re.match("[一二三四五六七八九十]+", mark)
    return f"{_to_number(digits[0])}{mark[digits.end() :]}" if digits else mark


def _to_number(numeral: str) -> int:
    tens, ten, ones = numeral.rpartition("十")
    value = _DIGITS.get(ones[-1:], 0)
    return value + 10 * _DIGITS.get(tens[-1:], 1) if ten else value
