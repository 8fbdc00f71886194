"""How a name in Latin letters is written a second time, by kinds of differences."""

from __future__ import annotations

from typing import TYPE_CHECKING

from benchmarks.duplicates.generator import latin
from benchmarks.duplicates.generator.doubles import exact
from benchmarks.duplicates.generator.names import write_name

if TYPE_CHECKING:
    from benchmarks.duplicates.generator.company import Company
    from benchmarks.duplicates.generator.maker import Maker

SLIPS = "aeiourstln"


def suffix(maker: Maker, company: Company) -> str:
    name = write_name(company)
    other = write_name(company, suffix=maker.chance.choice(latin.OTHER_SUFFIXES))
    return other if other != name else write_name(company, suffix="")


def width(maker: Maker, company: Company) -> str:
    name = write_name(company)
    return name.upper() if maker.chance.happens(0.6) else name.lower()


def noise(maker: Maker, company: Company) -> str:
    name = write_name(company)
    if maker.chance.happens(0.6):
        return name.replace(".", "").replace(",", "").replace(" & ", " and ")
    return f"  {name.replace(' ', '  ')} *"


def short(_maker: Maker, company: Company) -> str:
    return company.trade


def slip(maker: Maker, company: Company) -> str:
    """A letter is missing, or another one."""
    chance, trade = maker.chance, company.trade
    place = chance.randrange(1, len(trade))
    new = chance.choice(SLIPS) if chance.happens(0.5) else ""
    return write_name(company, trade=trade[:place] + new + trade[place + 1 :])


def transpose(maker: Maker, company: Company) -> str:
    trade = company.trade
    place = maker.chance.randrange(len(trade) - 1)
    letters = trade[place + 1] + trade[place]
    return write_name(company, trade=trade[:place] + letters + trade[place + 2 :])


LATIN = {
    "exact": exact,
    "suffix": suffix,
    "width": width,
    "homophone": slip,
    "transpose": transpose,
    "delete": slip,
    "noise": noise,
    "short": short,
}
