"""A whole base: companies, their doubles, and those that only look like one."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from benchmarks.duplicates.generator import others
from benchmarks.duplicates.generator.names import write_name
from benchmarks.duplicates.generator.natures import OFFICE, TWICE
from benchmarks.duplicates.generator.second import enter_again

if TYPE_CHECKING:
    from benchmarks.duplicates.generator.company import Company
    from benchmarks.duplicates.generator.maker import Maker

DOUBLE, RELATED, OTHER = "dup", "related", "neg"
# of all rows
DOUBLES = 0.12
# rows for each company of which there are doubles: 1.25 of them
OF_A_COMPANY = 0.8
ONE, TWO = 0.8, 0.95
# of the companies without doubles: up to which share, what is made beside them; so many
# neighbours that one mistake in a thousand can be told from chance
BRANCHES = 0.020
NEIGHBOURS = (
    (0.050, "neg_city", others.make_in_other_city),
    (0.090, "neg_industry", others.make_in_other_industry),
    (0.130, "neg_near", others.make_near),
)
SIBLINGS = 0.138


class Record(NamedTuple):
    entity: int
    kind: str
    name: str
    company: Company


class Pair(NamedTuple):
    """Places of two records, whether they are the same, and how they came about."""

    one: int
    other: int
    label: str
    kind: str


class Base:
    def __init__(self, maker: Maker) -> None:
        self._maker = maker
        self._chance = maker.chance
        self._entities = 0
        self.records: list[Record] = []
        self.pairs: list[Pair] = []

    def grow(self, count: int) -> None:
        """Add records until there are so many."""
        while len(self.records) < count:
            company = self._maker.make()
            place = self._add("base", company)
            often = DOUBLES / (1 - DOUBLES) * OF_A_COMPANY
            is_office = company.nature == OFFICE
            if is_office:
                self._add_other_office(place, company)
            elif self._chance.happens(TWICE if company.nature else often):
                self._add_doubles(place, company)
            elif not (company.is_latin or company.nature):
                self._add_others(place, company)
        # what came with the last one may be too much
        del self.records[count:]
        self.pairs = [pair for pair in self.pairs if max(pair.one, pair.other) < count]

    def _add(self, kind: str, company: Company) -> int:
        """A record of an entity of its own; its place."""
        self._entities += 1
        record = Record(self._entities, kind, write_name(company), company)
        self.records.append(record)
        return len(self.records) - 1

    def _add_doubles(self, place: int, company: Company) -> None:
        share = self._chance.random()
        made: list[int] = []
        for _number in range(1 if share < ONE else 2 if share < TWO else 3):
            double = enter_again(self._maker, company)
            if double is None:
                continue
            new = len(self.records)
            self.records.append(Record(self.records[place].entity, *double))
            self.pairs.append(Pair(place, new, DOUBLE, double[0]))
            self.pairs += [Pair(one, new, DOUBLE, "compound") for one in made]
            made.append(new)

    def _add_others(self, place: int, company: Company) -> None:
        share = self._chance.random()
        if share < BRANCHES:
            self._add_branches(place, company)
            return
        for most, kind, make in NEIGHBOURS:
            if share < most:
                self._add_beside(place, OTHER, kind, make(self._maker, company))
                return
        if share < SIBLINGS:
            sibling = others.make_sibling(self._maker, company)
            number = self.records[place].entity
            name = write_name(company)
            self.records[place] = Record(number, "seq", name, company)
            self._add_beside(place, RELATED, "seq", sibling)

    def _add_other_office(self, place: int, company: Company) -> None:
        other = others.make_other_office(self._maker, company)
        self._add_beside(place, OTHER, "neg_office", other)

    def _add_branches(self, place: int, company: Company) -> None:
        made: list[int] = []
        for branch in others.make_branches(self._maker, company):
            new = self._add_beside(place, RELATED, "branch", branch)
            self.pairs += [Pair(one, new, RELATED, "sibling") for one in made]
            made.append(new)

    def _add_beside(
        self, place: int, label: str, kind: str, company: Company | None
    ) -> int:
        if company is None:
            return place
        new = self._add(kind, company)
        self.pairs.append(Pair(place, new, label, kind))
        return new
