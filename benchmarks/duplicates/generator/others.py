"""Rows that look like a company and are another one: branches and neighbours."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from benchmarks.duplicates.generator import words
from benchmarks.duplicates.generator.company import Company
from benchmarks.duplicates.generator.names import STYLES
from benchmarks.duplicates.generator.natures import make_office

if TYPE_CHECKING:
    from benchmarks.duplicates.generator.maker import Maker

MOST_BRANCHES = 4
OFFICE_PARTS = ("city", "district", "trade", "industry", "suffix")
ORDINALS = words.NUMERALS[:6]


def make_branches(maker: Maker, company: Company) -> Iterator[Company]:
    """Related, and each a customer of its own."""
    chance = maker.chance
    taken = set()
    for number in words.NUMERALS[: chance.randint(1, MOST_BRANCHES)]:
        branch = _open_branch(maker, company, number)
        if branch.branch in taken:
            continue
        taken.add(branch.branch)
        branch.phone = maker.draw_phone(branch.city) if chance.happens(0.5) else None
        branch.mobile = maker.draw_mobile() if chance.happens(0.6) else ""
        branch.contact = maker.draw_person() if chance.happens(0.7) else ""
        branch.tax_id = maker.draw_tax_id() if chance.happens(0.4) else ""
        branch.mail = maker.draw_mail(company) if chance.happens(0.3) else ""
        yield branch


def _open_branch(maker: Maker, company: Company, number: str) -> Company:
    branch = replace(company, fax=None, address=None, branch=f"第{number}分公司")
    if company.suffix in words.SMALL:
        branch.branch = f"{number}分店"
    elif maker.chance.happens(0.5):
        place = maker.chance.pick(maker.cities)
        branch.branch = f"{place.short_name}分公司"
    return branch


def make_in_other_city(maker: Maker, company: Company) -> Company | None:
    chance = maker.chance
    place = chance.pick(maker.cities)
    district, style = chance.choice(place.districts), chance.pick(STYLES)
    return maker.make_like(company, city=place, district=district, style=style)


def make_in_other_industry(maker: Maker, company: Company) -> Company | None:
    industry = maker.draw_industry()
    if industry[:2] == company.industry[:2]:
        return None
    suffix = maker.chance.pick(words.SUFFIXES)
    return maker.make_like(company, industry=industry, suffix=suffix)


def make_near(maker: Maker, company: Company) -> Company | None:
    """One character differs, and sounds differently."""
    trade = company.trade
    place = maker.chance.randrange(len(trade))
    other = maker.trades.draw_character()
    if other == trade[place] or other in maker.trades.homophones.get(trade[place], ()):
        return None
    return maker.make_like(company, trade=trade[:place] + other + trade[place + 1 :])


def make_other_office(maker: Maker, company: Company) -> Company | None:
    """An office of the same kind in another street of the district."""
    parts = Company(**{name: getattr(company, name) for name in OFFICE_PARTS})
    make_office(maker.chance, parts, kind=company.suffix)
    if parts.trade == company.trade:
        return None
    return maker.make_like(company, trade=parts.trade, nature=parts.nature)


def make_sibling(maker: Maker, company: Company) -> Company | None:
    """Two of a row of numbered ones: the company becomes one of them."""
    unit = maker.chance.choice(words.UNITS)
    own, other = maker.chance.sample(ORDINALS, 2)
    company.suffix = unit.format(own)
    # whoever has the same trade in another business may be numbered as well
    sibling = maker.make_like(company, industry=maker.draw_industry())
    if sibling is None:
        return None
    sibling.industry, sibling.suffix = company.industry, unit.format(other)
    return sibling
