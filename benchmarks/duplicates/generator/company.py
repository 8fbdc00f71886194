"""A company as it is: what every row that somebody enters of it goes back to."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from benchmarks.duplicates.generator.places import City


class Phone(NamedTuple):
    area: str
    number: str
    extension: str


class Address(NamedTuple):
    street: str
    number: int
    park: str
    building: str
    room: int


@dataclass
class Company:
    trade: str
    industry: str
    suffix: str
    city: City
    district: str
    is_latin: bool = False
    # which of the ways to join its parts its name has
    style: int = 0
    has_short_place: bool = True
    # a number, a school, an office; empty for what most companies are
    nature: str = ""
    # behind the name: which of its branches this is
    branch: str = ""
    phone: Phone | None = None
    mobile: str = ""
    fax: Phone | None = None
    contact: str = ""
    domain: str = ""
    mail: str = ""
    tax_id: str = ""
    address: Address | None = None
    hides_city: bool = False
