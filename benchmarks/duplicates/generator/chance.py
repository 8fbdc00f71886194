"""Drawing by chance, the same for the same seed on every computer."""

from __future__ import annotations

import string
from bisect import bisect
from collections.abc import Sequence
from itertools import accumulate
from random import Random
from typing import Generic, TypeVar

T = TypeVar("T")


class Weighted(Generic[T]):
    """Things of which some are drawn more often than others."""

    def __init__(self, items: Sequence[T], weights: Sequence[float]) -> None:
        self.items = items
        self.cumulated = list(accumulate(weights))


class Chance(Random):
    def happens(self, share: float) -> bool:
        return self.random() < share

    def pick(self, weighted: Weighted[T]) -> T:
        place = self.random() * weighted.cumulated[-1]
        return weighted.items[bisect(weighted.cumulated, place)]

    def letters(self, count: int) -> str:
        return "".join(self.choice(string.ascii_lowercase) for _ in range(count))

    def digits(self, count: int) -> str:
        return f"{self.randrange(10**count):0{count}}"


def weigh(table: dict[T, float]) -> Weighted[T]:
    return Weighted(list(table), list(table.values()))


def split(text: str) -> list[str]:
    return text.split()
