"""What counts for how much when two customers are compared.

Points are natural logarithms of odds, about: 5 is even, and with each 2 more a pair is
seven times as likely to be one customer. They were set on generated bases of 100,000
with known duplicates, and rounded.
"""

from __future__ import annotations

from enum import IntEnum, IntFlag

from .keys import Kind

CERTAIN, LIKELY, POSSIBLE = 8.0, 5.0, 3.5
# from here on pairs join groups without being looked at one by one
GROUPED = 5.5
# people see 100 / (1 + exp((5 - points) / 1.5)): 5 points are 50, 8 are 88, 12 are 99
STEEPNESS = 1.5


class Place(IntEnum):
    """How the cities stand to each other."""

    SAME = 1
    UNKNOWN = 2
    OTHER = 3


class Line(IntEnum):
    """How the lines of business stand to each other, the nearest first."""

    SAME = 1
    SAME_ROOT = 2  # 电子 and 电子科技
    SHORT = 3  # a short form that leaves it out or cuts it: 文化 for 文化传播
    OPEN = 4  # a full name that does so
    KIN = 5  # 机械 and 精密机械
    VAGUE = 6  # 科技 and 电子
    OTHER = 7


class Part(IntEnum):
    """What the points of a pair are told for, in the order of its weights."""

    TAX_ID = 0
    PHONE = 1
    MAIL = 2  # and the domain
    ADDRESS = 3
    CONTACT = 4
    CITY = 5
    NAME = 6


class NameRule(IntEnum):
    """The strongest thing that can be said of two names."""

    NONE = 0
    SAME = 1
    SAME_PARTS = 2  # other legal form, place or brackets
    SAME_ROOT = 3
    SAME_TRADE = 4  # a full name leaves its industry open
    KIN_INDUSTRY = 5
    OTHER_INDUSTRY = 6
    ROMANISED = 7  # Songda and 松大
    ROMANISED_OTHER = 8  # … in other industries
    SAME_SOUND = 9  # 松大 and 松达
    OTHER_SIGNS = 10  # same sound, no character in common
    SWAPPED = 11  # the same characters in another order
    ONE_MORE = 12
    ONE_MORE_SHORT = 13  # … in a trade word of two characters or six letters
    ONE_OTHER = 14


# for each place: in the same city, with one city unknown, in different cities
NAME_POINTS = {
    NameRule.NONE: (0.0, 0.0, 0.0),
    NameRule.SAME: (12.0, 12.0, 1.0),
    NameRule.SAME_PARTS: (10.5, 8.0, 1.0),
    NameRule.SAME_ROOT: (8.5, 6.0, 0.0),
    NameRule.SAME_TRADE: (4.8, 3.0, 0.0),
    NameRule.KIN_INDUSTRY: (4.5, 3.0, 0.0),
    NameRule.OTHER_INDUSTRY: (2.5, 1.0, 0.0),
    NameRule.ROMANISED: (8.5, 7.0, 0.0),
    NameRule.ROMANISED_OTHER: (3.5, 2.0, 0.0),
    NameRule.SAME_SOUND: (9.0, 6.0, 0.0),
    NameRule.OTHER_SIGNS: (4.0, 2.5, 0.0),
    NameRule.SWAPPED: (7.0, 5.5, 0.0),
    NameRule.ONE_MORE: (6.5, 4.0, 0.0),
    NameRule.ONE_MORE_SHORT: (5.5, 3.6, 0.0),
    NameRule.ONE_OTHER: (3.6, 2.0, 0.0),
}
# a trade word so common that so many customers are called alike tells less
COMMON = 20
COMMON_POINTS = (0.5, 1.5, 0.0)
FIELD_POINTS = {
    "tax_id": 12.0,
    "phone": 7.5,
    "mail": 7.0,
    "domain": 5.0,
    # companies of one trade word choose domains alike
    "spoken_domain": 3.5,
    # … and a group's firms in several lines of business have one domain
    "trade_domain": 2.0,
    "address": 4.0,
    "contact": 1.0,
    "related": 8.0,
    "other_tax_id": -6.0,
    "other_city": -1.5,
    "other_domain": -1.0,
    "other_phone": -0.8,
    "other_address": -0.5,
}
# customers that may share a key before it stops telling them apart
BLOCK_CAPS = {
    Kind.TAX_ID: 20,
    Kind.PHONE: 40,
    Kind.MAIL: 40,
    Kind.DOMAIN: 40,
    Kind.ADDRESS: 40,
    Kind.NAME: 40,
    Kind.SOUND: 20,
    Kind.SOUND_ROOT: 25,
    Kind.SOUND_CITY: 40,
    Kind.EDIT: 12,
}
# rows that one key may bring into a check of one customer
LOOKUP_CAP = 60


class Reason(IntFlag):
    """Why a pair has its points: what agrees, and what speaks against it."""

    TAX_ID = 1 << 0
    PHONE = 1 << 1
    MAIL = 1 << 2
    DOMAIN = 1 << 3
    ADDRESS = 1 << 4
    CONTACT = 1 << 5
    OTHER_TAX_ID = 1 << 6
    OTHER_CITY = 1 << 7
    OTHER_BRANCH = 1 << 8
    SAME = 1 << 10
    SAME_PARTS = 1 << 11
    SAME_ROOT = 1 << 12
    SAME_TRADE = 1 << 13
    KIN_INDUSTRY = 1 << 14
    OTHER_INDUSTRY = 1 << 15
    ROMANISED = 1 << 16
    ROMANISED_OTHER = 1 << 17
    SAME_SOUND = 1 << 18
    OTHER_SIGNS = 1 << 19
    SWAPPED = 1 << 20
    ONE_MORE = 1 << 21
    ONE_MORE_SHORT = 1 << 22
    ONE_OTHER = 1 << 23
    # no check says so: what a search by a part of the name finds besides
    CONTAINED = 1 << 24
    # … and by a part of an address, by a city, or by somebody who works there
    IN_ADDRESS = 1 << 25
    SAME_CITY = 1 << 26
    WORKS_THERE = 1 << 27


# the flag of a name rule is this, shifted by the rule
NAME_REASON = Reason.SAME >> NameRule.SAME
_PARTS = {
    Reason.TAX_ID: Part.TAX_ID,
    Reason.OTHER_TAX_ID: Part.TAX_ID,
    Reason.PHONE: Part.PHONE,
    Reason.MAIL: Part.MAIL,
    Reason.DOMAIN: Part.MAIL,
    Reason.ADDRESS: Part.ADDRESS,
    Reason.CONTACT: Part.CONTACT,
    Reason.OTHER_CITY: Part.CITY,
}


def get_part(reason: Reason) -> Part:
    """The part that a reason is told for; all others are about the name."""
    return _PARTS.get(reason, Part.NAME)
