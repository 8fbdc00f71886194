"""How the name of a company is written a second time, by kinds of differences.

Each function returns the name of the double, or the same name where the difference does
not show. `unlike` names have been given to other companies' words: only phone or tax ID
tells that they are the same.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from duplicate_engine.pinyin import pinyin

from benchmarks.duplicates.generator import names, words
from benchmarks.duplicates.generator.chance import weigh
from benchmarks.duplicates.generator.names import write_name
from benchmarks.duplicates.generator.notes import NOTED
from benchmarks.duplicates.generator.traditional import to_traditional

if TYPE_CHECKING:
    from benchmarks.duplicates.generator.company import Company
    from benchmarks.duplicates.generator.maker import Maker

KINDS = weigh(
    {
        "exact": 9,
        "suffix": 14,
        "city": 15,
        "width": 5,
        "trad": 4,
        "homophone": 9,
        "transpose": 4,
        "delete": 6,
        "noise": 9,
        "industry": 7,
        "short": 6,
        "alias": 5,
        "samephone": 5,
        "renamed": 4,
        "numbered": 4,
        "person": 4,
        "former": 3,
        "legal": 3,
        "town": 6,
        "english": 5,
    }
)
BRACKETS = ("（）", "()", "()", "【】")
# the place goes there; nowhere is the commonest
OTHER_STYLES = weigh(
    {names.CITY: 1, names.INSIDE: 1, names.BEHIND: 1, names.NOWHERE: 2}
)
OTHER_LENGTH = 1 / 6
IDEOGRAPHIC_SPACE = "\u3000"
BEFORE = ("*", " ", "【重点】", "(A)", "、")
BEHIND = ("。", ".", "*", "-", "（新）", "(老客户)")
ENGLISH_SUFFIXES = (" Co., Ltd.", " Co.,Ltd", " Co Ltd", "", " Limited", " Company")


def exact(_maker: Maker, company: Company) -> str:
    return write_name(company)


def suffix(maker: Maker, company: Company) -> str:
    other = maker.chance.choice(words.OTHER_SUFFIXES[company.suffix])
    return write_name(company, suffix=other)


def city(maker: Maker, company: Company) -> str:
    """The place elsewhere, in short, or left out."""
    chance, name = maker.chance, write_name(company)
    if chance.happens(OTHER_LENGTH):
        company.has_short_place = not company.has_short_place
        other = write_name(company)
    else:
        style, brackets = chance.pick(OTHER_STYLES), chance.choice(BRACKETS)
        other = write_name(company, style=style, brackets=brackets)
    if other != name:
        return other
    is_nowhere = company.style == names.NOWHERE
    return write_name(company, style=names.CITY if is_nowhere else names.NOWHERE)


def width(maker: Maker, company: Company) -> str:
    name = write_name(company)
    narrow = name.replace("（", "(").replace("）", ")")
    if narrow != name and maker.chance.happens(0.7):
        return narrow
    return f"{IDEOGRAPHIC_SPACE}{name}{IDEOGRAPHIC_SPACE}"


def trad(_maker: Maker, company: Company) -> str:
    return to_traditional(write_name(company))


def homophone(maker: Maker, company: Company) -> str:
    """Another character that sounds the same."""
    trade, alike = company.trade, maker.trades.homophones
    places = [place for place, letter in enumerate(trade) if letter in alike]
    if not places:
        return write_name(company)
    place = maker.chance.choice(places)
    other = maker.chance.choice(alike[trade[place]])
    return write_name(company, trade=trade[:place] + other + trade[place + 1 :])


def transpose(maker: Maker, company: Company) -> str:
    """Two neighbours have changed places; the second may be the business's first."""
    body = company.trade + company.industry
    size = len(company.trade)
    place = maker.chance.randrange(min(len(body) - 1, size))
    body = body[:place] + body[place + 1] + body[place] + body[place + 2 :]
    return write_name(company, trade=body[:size], industry=body[size:])


def delete(maker: Maker, company: Company) -> str:
    """A character is missing, another one, or too many."""
    chance = maker.chance
    body = company.trade + company.industry
    place, way = chance.randrange(len(body)), chance.random()
    new = "" if way < 0.5 else maker.trades.draw_character()
    rest = body[place + 1 :] if way < 0.8 else body[place:]
    return write_name(company, trade=body[:place] + new + rest, industry="")


def noise(maker: Maker, company: Company) -> str:
    """Blanks, marks, and remarks of whoever entered it."""
    chance, name, way = maker.chance, write_name(company), maker.chance.random()
    if way < 0.3:
        place = chance.randrange(1, len(name))
        return f"{name[:place]} {name[place:]}"
    if way < 0.5:
        person = company.contact or maker.draw_person()
        return name + chance.choice([*BEHIND, f"-{person[0]}总", f" {person}"])
    if way < 0.75:
        return chance.choice(BEFORE) + name
    ending = company.industry + company.suffix
    return f"{company.city.short_name} {company.trade} {ending}"


def industry(_maker: Maker, company: Company) -> str:
    """The line of business in short, or in full."""
    business = company.industry
    other = words.SHORT.get(business) or words.LONG.get(business) or f"{business}科技"
    return write_name(company, industry=other)


def short(maker: Maker, company: Company) -> str:
    """As one says it on the phone."""
    trade, place = company.trade, company.city.short_name
    brief = words.SHORT.get(company.industry, company.industry)
    forms = (trade + company.industry, place + trade, trade + brief)
    return maker.chance.choice([*forms, place + trade + brief])


def alias(maker: Maker, company: Company) -> str:
    """In Latin letters."""
    chance, trade = maker.chance, company.trade
    spoken = pinyin(trade).capitalize()
    if chance.happens(0.25):
        spoken = " ".join(pinyin(letter).capitalize() for letter in trade)
    place = ""
    if chance.happens(0.4):
        place = f"{pinyin(company.city.short_name).capitalize()} "
    business = words.ENGLISH.get(company.industry, "Industrial")
    return f"{place}{spoken} {business}{chance.choice(ENGLISH_SUFFIXES)}"


def unlike(maker: Maker, company: Company) -> str:
    company.trade = maker.trades.draw()
    if maker.chance.happens(0.5):
        company.industry = maker.draw_industry()
    return write_name(company)


CHINESE = {
    "exact": exact,
    "suffix": suffix,
    "city": city,
    "width": width,
    "trad": trad,
    "homophone": homophone,
    "transpose": transpose,
    "delete": delete,
    "noise": noise,
    "industry": industry,
    "short": short,
    "alias": alias,
    "samephone": unlike,
    "renamed": unlike,
    **NOTED,
}
