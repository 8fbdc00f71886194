"""Groups of customers from pairs of them."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable


class Link(NamedTuple):
    left: int
    right: int
    points: float


class Group(NamedTuple):
    members: tuple[int, ...]  # sorted
    weakest: Link  # without it the group would fall apart


def find_groups(links: Iterable[Link]) -> list[Group]:
    """Customers that links connect; the strongest links are used first."""
    parents: dict[int, int] = {}
    weakest: dict[int, Link] = {}
    for link in sorted(links, key=lambda one: -one.points):
        left, right = _find(parents, link.left), _find(parents, link.right)
        if left != right:
            parents[left] = right
            weakest[right] = link
    members = defaultdict(list)
    for member in parents:
        members[_find(parents, member)].append(member)
    return [Group(tuple(sorted(members[root])), weakest[root]) for root in members]


def _find(parents: dict[int, int], member: int) -> int:
    parents.setdefault(member, member)
    while parents[member] != member:
        parents[member] = parents[parents[member]]
        member = parents[member]
    return member
