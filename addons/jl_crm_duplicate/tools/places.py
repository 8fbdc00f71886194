"""Places: in names of companies, in addresses, in the field for the city."""

from __future__ import annotations

import re
from collections import defaultdict
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from .industries import WORDS
from .pinyin import pinyin
from .tables import read_rows
from .text import compact, fold

if TYPE_CHECKING:
    from collections.abc import Iterable

_SUFFIX = re.compile(
    "(?:特别行政区|维吾尔自治区|壮族自治区|回族自治区|自治区|自治州|自治县|自治旗|地区"
    "|街道|新区|省|市|盟|州|县|区|旗|镇|乡)$"
)
_SHORTEST = 2
_LONGEST_AT_END = 6
# trade words that may begin with the short name of a city that is one
_MANY_TRADES = 24
_WELL_KNOWN = {"北京", "上海", "重庆", "香港"}
# districts and towns not in the table, in front of at least two more characters
_DISTRICT = re.compile("^.{2,3}?[区县](?=..)")
_ZONE = re.compile(
    "^.{2,4}?(?:新区|开发区|保税区|高新区|工业区|街道|(?<!小)镇|(?<!之)乡)(?=..)"
)


class Names(dict):
    """Names of places, found at the front of a text."""

    def __init__(self, names: dict[str, object]):
        super().__init__(names)
        self._longest_first: dict[str, list[str]] = defaultdict(list)
        for name in sorted(names, key=len, reverse=True):
            self._longest_first[name[:_SHORTEST]].append(name)

    def find_prefix(self, text: str) -> str:
        """The longest name in front of at least two more characters."""
        for name in self._longest_first.get(text[:_SHORTEST], ()):
            if len(text) - len(name) >= _SHORTEST and text.startswith(name):
                return name
        return ""


class Lead(NamedTuple):
    """A text without the places at its front, and the nearest city or province."""

    rest: str
    city: str
    province: str


def shorten(name: str) -> str:
    """中山 for 中山市, 内蒙古 for 内蒙古自治区."""
    short = _SUFFIX.sub("", name)
    return short if len(short) >= _SHORTEST else name


def _both(names: Iterable[str]) -> dict[str, str]:
    """The short name of each, by itself and by the long one."""
    shorts = {name: shorten(name) for name in names}
    return shorts | {short: short for short in shorts.values()}


def _group_areas() -> dict[str, set[str]]:
    """The cities in which a district, county or town of that name lies."""
    cities = defaultdict(set)
    for _province, city, areas in _DIVISIONS:
        for area, short in _both(areas.split()).items():
            cities[area].add(shorten(city))
            cities[short].add(shorten(city))
    return cities


_DIVISIONS = read_rows("divisions.tsv")
_PROVINCES = Names(_both(province for province, _city, _areas in _DIVISIONS))
_CITIES = Names(_both(city for _province, city, _areas in _DIVISIONS))
_AREAS = Names(_group_areas())
_TRADES = {short: int(count) for short, count in read_rows("place_like_trades.tsv")}
_PROVINCE_OF = {shorten(city): shorten(province) for province, city, _ in _DIVISIONS}
_PINYIN = {pinyin(name): short for name, short in (_PROVINCES | _CITIES).items()}

# long and short ones
ALL_NAMES = frozenset({*_PROVINCES, *_CITIES, *_AREAS})


def find_cities_with(area: str) -> frozenset[str]:
    """The cities in which a district, county or town of that name lies."""
    return frozenset(_AREAS.get(area, ()))


def find_city(text: str) -> str:
    """The city that a folded text names, be it by a county or district of it.

    Empty when the name is a province or belongs to several cities.
    """
    cities = {_CITIES[text]} if text in _CITIES else _AREAS.get(text, set())
    return next(iter(cities)) if len(cities) == 1 else ""


@lru_cache(maxsize=4096)
def fold_city(text: str) -> str:
    """One writing of what stands in the field for the city."""
    folded = compact(fold(text))
    if folded.isascii():
        return _PINYIN.get(folded.removesuffix("city"), folded)
    if city := find_city(folded):
        return city
    lead = strip_places(f"{folded}某某")
    return lead.city or shorten(folded)


def find_province(text: str) -> str:
    return _PROVINCES.get(text, "")


def find_place_in_pinyin(word: str) -> str:
    return _PINYIN.get(word, "")


def strip_places(text: str, city: str = "") -> Lead:
    """Cut province, city, district and town from the front of a folded text.

    At least two characters stay. `city` is the city or province known from elsewhere.
    """
    rest, province = _strip_province(text)
    rest, found = _strip_city(rest, city, province or find_province(city))
    # 中山市中山市: where a city has no districts, forms repeat it in their place
    rest = rest.removeprefix(f"{found}市") if found else rest
    rest = _strip_area(rest, found or city, province)
    if rest != text:
        rest = _ZONE.sub("", _DISTRICT.sub("", rest))
    return Lead(rest, found, province)


def _strip_province(text: str) -> tuple[str, str]:
    name = _PROVINCES.find_prefix(text)
    if not name or _is_trade_word(text, name):
        return text, ""
    return text[len(name) :], _PROVINCES[name]


def _strip_city(text: str, known: str, province: str) -> tuple[str, str]:
    name = _CITIES.find_prefix(text)
    if not name or _is_trade_word(text, name):
        return text, ""
    # 朝阳县 is a county and not the city 朝阳
    if text[: len(name) + 1] in _AREAS and text[len(name)] in "县区":
        return text, ""
    city = _CITIES[name]
    is_city = name[-1] in "市州盟" or city == known or _may_be_city(city, province)
    return (text[len(name) :], city) if is_city else (text, "")


def _may_be_city(short: str, province: str) -> bool:
    """After a province only its own cities count, else those that no trade is like."""
    if province:
        return _PROVINCE_OF[short] == province
    return short in _WELL_KNOWN or _TRADES.get(short, 0) < _MANY_TRADES


def _strip_area(text: str, city: str, province: str) -> str:
    """A short name counts where its city is known, or where no trade is like it."""
    name = _AREAS.find_prefix(text)
    if not name or _is_trade_word(text, name):
        return text
    cities = _AREAS[name]
    is_inside = city in cities or any(_PROVINCE_OF[one] == province for one in cities)
    is_place = is_inside or _SUFFIX.search(name) or _is_county(name, city or province)
    return text[len(name) :] if is_place else text


def _is_county(short: str, place: str) -> bool:
    has_suffix = f"{short}县" in _AREAS or f"{short}市" in _AREAS
    return has_suffix and not place and short not in _TRADES


def _is_trade_word(text: str, place: str) -> bool:
    """海南航空 is not an airline called 航空 in 海南."""
    return not _SUFFIX.search(place) and text[len(place) :] in WORDS


def strip_place_at_end(text: str) -> Lead:
    """Cut the city or province from the end of a folded text."""
    for size in range(_LONGEST_AT_END, _SHORTEST - 1, -1):
        place = text[-size:]
        if len(text) - size > _SHORTEST and (place in _CITIES or place in _PROVINCES):
            city = _CITIES.get(place, "")
            return Lead(text[:-size], city, _PROVINCES.get(place, ""))
    return Lead(text, "", "")
