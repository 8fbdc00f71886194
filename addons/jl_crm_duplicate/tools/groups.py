"""Groups of customers from pairs of them."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

# a new group takes an old one's place that shares at least such a part of all members
_MOSTLY = 0.5


class Link(NamedTuple):
    left: int
    right: int
    points: float


class Group(NamedTuple):
    members: tuple[int, ...]  # sorted
    weakest: Link  # without it the group would fall apart
    best: Link


class _Clusters:
    """Sets of members that grow together, unless something keeps them apart."""

    def __init__(
        self, tax_ids: Mapping[int, str], apart: Iterable[tuple[int, int]]
    ) -> None:
        self.parents: dict[int, int] = {}
        self.links: dict[int, list[Link]] = {}
        self.tax_ids = dict(tax_ids)
        self.apart: dict[int, set[int]] = defaultdict(set)
        for left, right in apart:
            self.apart[left].add(right)
            self.apart[right].add(left)

    def find(self, member: int) -> int:
        parents = self.parents
        parents.setdefault(member, member)
        while parents[member] != member:
            parents[member] = parents[parents[member]]
            member = parents[member]
        return member

    def join(self, link: Link) -> None:
        left, right = self.find(link.left), self.find(link.right)
        if left == right or self._are_apart(left, right):
            return
        if len(self.apart.get(left, ())) > len(self.apart.get(right, ())):
            left, right = right, left
        self.parents[left] = right
        self.links[right] = [
            *self.links.pop(left, ()),
            *self.links.pop(right, ()),
            link,
        ]
        self._unite_limits(left, right)

    def _are_apart(self, left: int, right: int) -> bool:
        tax_ids = {self.tax_ids.get(one) for one in (left, right)} - {None, ""}
        if len(tax_ids) > 1:
            return True
        limits = self.apart.get(left)
        return bool(limits) and right in limits

    def _unite_limits(self, left: int, right: int) -> None:
        if tax_id := self.tax_ids.get(left):
            self.tax_ids[right] = tax_id
        for other in self.apart.pop(left, ()):
            self.apart[other].discard(left)
            self.apart[other].add(right)
            self.apart[right].add(other)


def find_groups(
    links: Iterable[Link],
    tax_ids: Mapping[int, str] | None = None,
    apart: Iterable[tuple[int, int]] = (),
) -> list[Group]:
    """Customers that links connect; the strongest links are used first.

    :param tax_ids: {customer: its valid tax id}; no two of them meet in a group
    :param apart: pairs that may not be in one group, whoever else connects them
    """
    clusters = _Clusters(tax_ids or {}, apart)
    for link in sorted(links, key=lambda one: (-one.points, one)):
        clusters.join(link)
    members = defaultdict(list)
    for member in clusters.parents:
        members[clusters.find(member)].append(member)
    return [
        Group(tuple(sorted(members[root])), *_find_ends(used))
        for root, used in clusters.links.items()
    ]


def _find_ends(links: Sequence[Link]) -> tuple[Link, Link]:
    """The weakest and the strongest of the links that hold a group together."""
    return (
        min(links, key=lambda one: one.points),
        max(links, key=lambda one: one.points),
    )


def add_lone_pairs(
    groups: list[Group], links: Iterable[Link], tax_ids: Mapping[int, str]
) -> list[Group]:
    """The groups, and each link between two of them as a group of its own.

    Such a link was too weak to join them, or something else kept them apart; a person
    has to look at it. Two tax ids are two customers: those make no group.
    """
    group_of = {one: number for number, group in enumerate(groups) for one in group[0]}
    pairs = []
    for link in links:
        inside = group_of.get(link.left, -1) == group_of.get(link.right, -2)
        if not inside and not _differ(tax_ids, link):
            pairs.append(Group((link.left, link.right), link, link))
    return groups + pairs


def _differ(tax_ids: Mapping[int, str], link: Link) -> bool:
    left, right = tax_ids.get(link.left), tax_ids.get(link.right)
    return bool(left and right and left != right)


def match_groups(
    old: Mapping[int, Iterable[int]], new: Sequence[tuple[int, ...]]
) -> list[int | None]:
    """For each new group the old one it continues, if it mostly has its members.

    :param old: {id: members}
    :param new: the members of each new group
    :return: ids in the order of `new`; each at most once
    """
    sizes = {key: len(set(members)) for key, members in old.items()}
    places = defaultdict(list)
    for key, members in old.items():
        for member in set(members):
            places[member].append(key)
    claims = []
    for number, members in enumerate(new):
        shared = Counter(key for one in members for key in places.get(one, ()))
        for key, both in shared.items():
            alike = both / (len(members) + sizes[key] - both)
            if alike >= _MOSTLY:
                claims.append((-alike, key, number))
    return _give(sorted(claims), len(new))


def _give(claims: Iterable[tuple[float, int, int]], count: int) -> list[int | None]:
    """Each old group to the new one that is most like it."""
    given: list[int | None] = [None] * count
    taken = set()
    for _alike, key, number in claims:
        if key not in taken and given[number] is None:
            given[number] = key
            taken.add(key)
    return given
