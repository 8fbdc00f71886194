"""Days on which a country rests or works otherwise than its week says."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

import holidays

REST, WORK = "rest", "work"
# languages of Odoo, and what the library calls them
LANGUAGES = {"en_US": "en_US", "zh_CN": "zh_CN", "zh_TW": "zh_TW", "zh_HK": "zh_TW"}


class SpecialDay(NamedTuple):
    """A day, whether people rest or work, and what it is called."""

    day: date
    kind: str
    name: str


def is_known(country: str) -> bool:
    """Whether the library knows the holidays of a country, by its ISO code."""
    return country in holidays.list_supported_countries(include_aliases=False)


def list_special_days(country: str, year: int, language: str = "en_US") -> list:
    """Return the special days of a year, in order (operations of an office).

    Rests at weekends are left out: they change nothing.

    :param country: ISO code of two letters
    :param year: of the calendar
    :param language: of the names, as Odoo calls it; the country's own where the
        library does not speak it
    :rtype: list[SpecialDay]
    """
    spoken = LANGUAGES.get(language)
    known = holidays.country_holidays(country, years=year, language=spoken)
    weekend = known.weekend
    rests = [
        SpecialDay(day, REST, name)
        for day, name in known.items()
        if day.year == year and day.weekday() not in weekend
    ]
    made_up = getattr(known, "weekend_workdays", ())
    works = [SpecialDay(day, WORK, "") for day in made_up if day.year == year]
    return sorted([*rests, *works])
