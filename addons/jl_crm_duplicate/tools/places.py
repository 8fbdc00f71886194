"""Places: in names of companies, in addresses, in the field for the city."""

from __future__ import annotations

import re
from collections import defaultdict
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from .industries import WORDS, split_industry
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
_TOWN_LEVELS = 2
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


def _group_towns() -> dict[str, str]:
    """The city of each, by the name alone and with what it is."""
    towns = dict(read_rows("words/known_towns.tsv"))
    ends = ("", "镇", "街道", "区", "市", "县")
    return {f"{town}{end}": city for end in ends for town, city in towns.items()}


def _group_by_pinyin() -> dict[str, set[str]]:
    """Cities and provinces that a Latin word can stand for: suzhou is two."""
    names = defaultdict(set)
    for name, short in (_PROVINCES | _CITIES).items():
        names[pinyin(name)].add(short)
    for town, city in _TOWNS.items():
        if pinyin(town) not in names or town in _CITIES:
            names[pinyin(town)].add(city)
    return names


_DIVISIONS = read_rows("divisions.tsv")
_PROVINCES = Names(_both(province for province, _city, _areas in _DIVISIONS))
_CITIES = Names(_both(city for _province, city, _areas in _DIVISIONS))
_AREAS = Names(_group_areas())
_LONG_AREAS = {area for *_, areas in _DIVISIONS for area in areas.split()}
_TRADES = {short: int(count) for short, count in read_rows("place_like_trades.tsv")}
_PROVINCE_OF = {shorten(city): shorten(province) for province, city, _ in _DIVISIONS}
# towns and districts that people name without their city, as everybody knows them
_TOWNS = Names(_group_towns())
_PINYIN = _group_by_pinyin()

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
        word = folded.removesuffix("city")
        return find_place_in_pinyin(word) if word in _PINYIN else folded
    if city := find_city(folded):
        return city
    lead = strip_places(f"{folded}某某")
    return lead.city or shorten(folded)


def find_province(text: str) -> str:
    return _PROVINCES.get(text, "")


def find_places_in_pinyin(word: str, known: str = "") -> frozenset[str]:
    """The cities or provinces that a word in Latin letters may name.

    `known` is one that stands beside it: only what fits it is given.
    """
    found = _PINYIN.get(word, ())
    return frozenset(one for one in found if not known or fits(one, known))


def find_place_in_pinyin(word: str, known: str = "") -> str:
    """The one that it names; empty if it is none or may be several."""
    found = find_places_in_pinyin(word, known)
    return next(iter(found)) if len(found) == 1 else ""


def fits(place: str, other: str) -> bool:
    """Whether two short names may stand before one company: city, or its province."""
    return place in (other, _PROVINCE_OF.get(other)) or _PROVINCE_OF.get(place) == other


def strip_places(text: str, city: str = "") -> Lead:
    """Cut province, city, district and town from the front of a folded text.

    At least two characters stay. `city` is the city or province known from elsewhere.
    """
    rest, province = _strip_province(text)
    rest, found = _strip_city(rest, city, province or find_province(city))
    # 中山市中山市: where a city has no districts, forms repeat it in their place
    rest = rest.removeprefix(f"{found}市") if found else rest
    rest = _strip_area(rest, found or city, province)
    rest, town_city = _strip_towns(rest, found or city or province)
    if rest != text:
        rest = _strip_zone(rest)
    return Lead(rest, found or town_city, province)


def split_city(text: str, known: str = "") -> tuple[str, str]:
    """A folded text without the province and the city in front, and the nearer one."""
    # what is looked for at the front has to have something behind it
    rest, province = _strip_province(f"{text}某某")
    rest, city = _strip_city(rest, known, province or find_province(known))
    return rest.removesuffix("某某"), city or province


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
    is_place = is_inside or name in _LONG_AREAS or _is_county(name, city or province)
    return text[len(name) :] if is_place else text


def _strip_zone(text: str) -> str:
    """酱字镇医疗器械 keeps its 镇: nothing but a line of business would be left."""
    rest = _ZONE.sub("", _DISTRICT.sub("", text))
    return text if rest in WORDS else rest


def _strip_towns(text: str, known: str) -> tuple[str, str]:
    """龙江恒信家具, 顺德龙江恒信家具: a town, and a district before it."""
    city = ""
    for _level in range(_TOWN_LEVELS):
        name = _TOWNS.find_prefix(text)
        if not name or not _is_town(text, name, city or known):
            break
        text, city = text[len(name) :], _TOWNS[name]
    return text, city


def _is_town(text: str, name: str, known: str) -> bool:
    """Its city must fit what is known; a short name needs a whole name behind it."""
    city, rest = _TOWNS[name], text[len(name) :]
    if known and not fits(city, known):
        return False
    trade, industry = split_industry(rest)
    return name in _LONG_AREAS or (bool(industry) and trade not in WORDS)


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
