"""What an address of China goes on with: the cities of a province, their districts."""

from __future__ import annotations

from functools import lru_cache

from .places import shorten
from .tables import read_rows


@lru_cache(maxsize=1)
def _read() -> dict[str, dict[str, list[str]]]:
    """The districts, counties or towns of each city of each province."""
    provinces: dict[str, dict[str, list[str]]] = {}
    for province, city, areas in read_rows("divisions.tsv"):
        provinces.setdefault(province, {})[city] = areas.split()
    return provinces


def _is_named(name: str, text: str) -> bool:
    return text in (name, shorten(name))


def list_cities(province: str) -> list[str]:
    """The cities of a province; of all of them where none is given."""
    return [
        city
        for name, cities in _read().items()
        if not province or _is_named(name, province)
        for city in cities
    ]


def list_districts(province: str, city: str) -> list[str]:
    """The districts, counties or towns of a city, by its long or short name."""
    return [
        area
        for name, cities in _read().items()
        if not province or _is_named(name, province)
        for known, areas in cities.items()
        if _is_named(known, city)
        for area in areas
    ]


def find_province_of(city: str) -> str:
    """The long name of the province of a city, empty where none is known."""
    found = {
        province
        for province, cities in _read().items()
        if any(_is_named(known, city) for known in cities)
    }
    return found.pop() if len(found) == 1 else ""
