"""What goes into the statements, and the groups made of what comes out."""

from __future__ import annotations

import json
import re

import pytest
from duplicate_engine import rules, statements
from duplicate_engine.groups import Link, find_groups
from duplicate_engine.keys import Customer, Kind
from duplicate_engine.scoring import (
    PARAMETERS,
    changed_parameters,
    entry_parameters,
    list_reasons,
    whole_parameters,
)
from hypothesis import given
from hypothesis import strategies as st

from tests.engine.strategies import HOSTILE

pytestmark = pytest.mark.no_odoo

PLACEHOLDER = re.compile(r"%\((\w+)\)s")
links = st.lists(
    st.builds(Link, st.integers(1, 30), st.integers(31, 60), st.floats(0, 20)),
    max_size=60,
)


@pytest.mark.parametrize(
    ("statement", "parameters"),
    [
        (statements.CHECK_ENTRY, entry_parameters(Customer("松大电子"))),
        (statements.CHECK_CHANGED, changed_parameters([1, 2])),
        (statements.CHECK_WHOLE, whole_parameters(1, 9)),
        (statements.COLLECT_BLOCKS, PARAMETERS),
        (statements.COLLECT_PAIRS, PARAMETERS),
    ],
)
def test_every_placeholder_is_filled(statement, parameters):
    assert set(PLACEHOLDER.findall(statement)) <= set(parameters)
    assert "%" not in PLACEHOLDER.sub("", statement)


@pytest.mark.parametrize("text", HOSTILE)
def test_texts_reach_the_database_only_as_values(text):
    customer = Customer(
        text, (text,), (text,), (text,), text, text, text, (text,), text
    )
    parameters = entry_parameters(customer)

    assert json.loads(parameters["names"])
    assert re.fullmatch(r"\{[-\d,]*\}", parameters["keys"])
    assert "\\u0000" not in parameters["names"]


def test_rules_fit_each_other():
    assert set(rules.NAME_POINTS) == set(rules.NameRule)
    assert set(rules.BLOCK_CAPS) == set(Kind)
    for rule in list(rules.NameRule)[1:]:
        assert rules.Reason[rule.name] == rules.NAME_REASON << rule
        near, unknown, far = rules.NAME_POINTS[rule]
        assert near >= unknown >= far
    assert PARAMETERS["rarity"].count(",") >= max(
        rules.LOOKUP_CAP, *rules.BLOCK_CAPS.values()
    )


def test_reasons_are_listed():
    mask = rules.Reason.PHONE | rules.Reason.SAME_PARTS

    assert list_reasons(mask) == [rules.Reason.PHONE, rules.Reason.SAME_PARTS]


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


def test_the_weakest_link_is_the_last_that_was_needed():
    strong, weak, spare = Link(1, 2, 9.0), Link(2, 3, 6.0), Link(1, 3, 5.0)

    assert find_groups([spare, weak, strong]) == [((1, 2, 3), weak)]
