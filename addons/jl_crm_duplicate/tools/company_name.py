"""What a company name says: place, trade word, line of business, legal form, branch."""

from __future__ import annotations

from typing import NamedTuple

from .chinese_name import parse_chinese_name
from .latin_name import parse_latin_name
from .numbering import drop_bullets, drop_number
from .other_names import split_names
from .pinyin import pinyin
from .places import find_city, find_province, fold_city
from .text import compact, fold, has_ideograph


class CompanyName(NamedTuple):
    """中山市松大电子科技有限公司第二分公司: 松大, 电子科技, root 电子, 中山, mark 2."""

    norm: str  # all letters and digits of the folded name
    trade: str  # the word that tells it from others
    industry: str
    root: str  # the industry without the words that say little
    city: str  # short; that of the field before that in the name
    is_full: bool  # a legal form was named
    is_latin: bool  # the trade word has no ideographs
    mark: str  # which branch or which of a series
    pinyin: str  # of the trade word


def parse_company_name(text: str | None, city: str | None = "") -> CompanyName:
    """Any text gives a result; one without letters gives empty strings."""
    return parse_company_names(text, city)[0]


def parse_company_names(
    text: str | None, city: str | None = ""
) -> tuple[CompanyName, ...]:
    """The name, and behind it the other names that it mentions (原恒信电子厂)."""
    names = split_names(drop_number(fold(drop_bullets(text or ""))))
    place = fold_city(city or "")
    own = _parse(names.own, place)
    return own, *(_parse(other, place or own.city) for other in names.others)


def _parse(folded: str, city: str) -> CompanyName:
    parse = parse_chinese_name if has_ideograph(folded) else parse_latin_name
    parts = parse(folded, city)
    return CompanyName(
        norm=compact(folded),
        trade=parts.trade,
        industry=parts.industry,
        root=parts.root,
        city=city or _without_province(parts.city),
        is_full=parts.is_full,
        is_latin=parts.trade.isascii(),
        mark=parts.mark,
        pinyin=pinyin(parts.trade),
    )


def _without_province(place: str) -> str:
    """A province does not tell the city; 北京 is both."""
    return "" if find_province(place) and not find_city(place) else place
