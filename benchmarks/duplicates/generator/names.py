"""How the name of a company is put together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from benchmarks.duplicates.generator.chance import weigh

if TYPE_CHECKING:
    from benchmarks.duplicates.generator.company import Company

# the place in front, in brackets, behind, or nowhere
CITY, PROVINCE, INSIDE, BEHIND, DISTRICT, NOWHERE = range(6)
STYLES = weigh({CITY: 66, PROVINCE: 9, INSIDE: 6, BEHIND: 7, DISTRICT: 5, NOWHERE: 7})
BRACKETS = "（）"


def write_name(
    company: Company,
    *,
    trade: str | None = None,
    industry: str | None = None,
    suffix: str | None = None,
    style: int | None = None,
    brackets: str = BRACKETS,
) -> str:
    """The name, with some of its parts replaced."""
    trade = company.trade if trade is None else trade
    industry = company.industry if industry is None else industry
    suffix = company.suffix if suffix is None else suffix
    if company.is_latin:
        return " ".join(filter(None, (trade, industry, suffix)))
    place = f"{brackets[0]}{company.city.short_name}{brackets[1]}"
    before, between, behind = {
        CITY: (write_city(company), "", ""),
        PROVINCE: (_write_province(company), "", ""),
        INSIDE: ("", place, ""),
        BEHIND: ("", "", place),
        DISTRICT: (company.city.name + company.district, "", ""),
        NOWHERE: ("", "", ""),
    }[company.style if style is None else style]
    return before + trade + between + industry + behind + suffix + company.branch


def write_city(company: Company) -> str:
    city = company.city
    return city.short_name if company.has_short_place else city.name


def _write_province(company: Company) -> str:
    city = company.city
    return city.short_province if company.has_short_place else city.province
