"""Groups of the pairs that the checks find."""

from __future__ import annotations

from itertools import combinations

import pytest
from duplicate_engine.groups import Link, add_lone_pairs, find_groups, match_groups
from hypothesis import given
from hypothesis import strategies as st

pytestmark = pytest.mark.no_odoo

links = st.lists(
    st.builds(Link, st.integers(1, 30), st.integers(31, 60), st.floats(0, 20)),
    max_size=60,
)
tax_ids = st.dictionaries(st.integers(1, 60), st.sampled_from(["A", "B", "C", ""]))
apart = st.lists(st.tuples(st.integers(1, 30), st.integers(31, 60)), max_size=20)
partitions = st.lists(st.integers(1, 12), min_size=25, max_size=25).map(
    lambda drawn: {
        key: [one for one, mine in enumerate(drawn) if mine == key]
        for key in set(drawn)
    }
)


@given(links)
def test_groups_hold_what_links_connect(drawn):
    groups = find_groups(drawn)
    group_of = {member: group for group in groups for member in group.members}

    assert sum(len(group.members) for group in groups) == len(group_of)
    for link in drawn:
        assert group_of[link.left] is group_of[link.right]
    for group in groups:
        inside = [link for link in drawn if link.left in group.members]
        assert group.weakest in inside
        assert group.best.points == max(link.points for link in inside)


@given(links, tax_ids, apart)
def test_what_is_apart_never_meets(drawn, tax_ids, apart):
    forbidden = {frozenset(pair) for pair in apart}

    for group in find_groups(drawn, tax_ids, apart):
        assert len({tax_ids.get(one) for one in group.members} - {None, ""}) <= 1
        assert forbidden.isdisjoint(map(frozenset, combinations(group.members, 2)))


@given(links, tax_ids, apart)
def test_groups_hang_together_by_links(drawn, tax_ids, apart):
    """What is refused splits a group; it puts nobody into another."""
    for group in find_groups(drawn, tax_ids, apart):
        inside = [link for link in drawn if set(link[:2]) <= set(group.members)]
        assert [one.members for one in find_groups(inside)] == [group.members]


@given(links, tax_ids, apart)
def test_each_link_is_shown_or_impossible(drawn, tax_ids, apart):
    groups = add_lone_pairs(find_groups(drawn, tax_ids, apart), drawn, tax_ids)
    shown = {
        frozenset(pair) for group in groups for pair in combinations(group.members, 2)
    }

    for link in drawn:
        sides = {tax_ids.get(one) for one in link[:2]} - {None, ""}
        assert frozenset(link[:2]) in shown or len(sides) == 2


def test_the_weakest_link_is_the_last_that_was_needed():
    strong, weak, spare = Link(1, 2, 9.0), Link(2, 3, 6.0), Link(1, 3, 5.0)

    assert find_groups([spare, weak, strong]) == [((1, 2, 3), weak, strong)]


def test_a_third_does_not_bring_two_tax_ids_together():
    links = [Link(1, 2, 9.0), Link(2, 3, 8.0)]

    assert [one.members for one in find_groups(links, {1: "A", 3: "B"})] == [(1, 2)]


def test_a_third_does_not_bring_together_what_was_decided():
    links = [Link(1, 2, 9.0), Link(2, 3, 8.0), Link(3, 4, 7.0)]
    groups = find_groups(links, apart=[(1, 4), (3, 1)])

    assert [one.members for one in groups] == [(1, 2), (3, 4)]
    assert add_lone_pairs(groups, links, {})[2:] == [((2, 3), links[1], links[1])]


@given(partitions)
def test_equal_groups_keep_their_places(old):
    new = [tuple(members) for members in old.values()]

    assert match_groups(old, new) == list(old)


@given(partitions, partitions)
def test_each_place_is_given_once(old, drawn):
    new = [tuple(members) for members in drawn.values()]
    given = [key for key in match_groups(old, new) if key is not None]

    assert len(given) == len(set(given))
    assert set(given) <= set(old)


@pytest.mark.parametrize(
    ("old", "new", "kept"),
    [
        ({7: [1, 2]}, [(1, 2, 3)], [7]),
        ({7: [1, 2, 3]}, [(1, 2)], [7]),
        ({7: [1, 2]}, [(1, 3)], [None]),
        ({7: [1, 2, 3, 4]}, [(1, 2), (3, 4)], [7, None]),
        ({7: [1, 2], 8: [1, 2, 3]}, [(1, 2, 3)], [8]),
    ],
)
def test_groups_that_mostly_stay_keep_their_place(old, new, kept):
    assert match_groups(old, new) == kept
