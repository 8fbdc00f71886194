"""What goes into the statements."""

from __future__ import annotations

import json
import re

import pytest
from duplicate_engine import rules, statements
from duplicate_engine.keys import Customer, Kind
from duplicate_engine.matching import USUAL, FieldRule, matching_parameters
from duplicate_engine.scoring import (
    PARAMETERS,
    Match,
    changed_parameters,
    create_check,
    entry_parameters,
    list_reasons,
    share_points,
    whole_parameters,
)

from tests.engine.strategies import HOSTILE

pytestmark = pytest.mark.no_odoo

PLACEHOLDER = re.compile(r"%\((\w+)\)s")


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


def test_every_reason_has_points_of_a_part():
    """What agrees and what does not in one field is told for the same part."""
    assert rules.get_part(rules.Reason.OTHER_TAX_ID) is rules.Part.TAX_ID
    assert rules.get_part(rules.Reason.ROMANISED) is rules.Part.NAME

    match = Match(
        0,
        1,
        0.0,
        0,
        "",
        rules.Reason.MAIL | rules.Reason.DOMAIN,
        (0, -0.8, 7) + (0,) * 4,
    )
    points, against = share_points(match)

    assert points == {rules.Reason.MAIL: 7}
    assert against == {rules.Part.PHONE: -0.8}


def test_usual_rules_are_those_that_were_measured():
    """Who sets nothing gets what the benchmark rates."""
    usual = matching_parameters(USUAL)

    assert {name: PARAMETERS[name] for name in usual} == usual
    for name, points in rules.FIELD_POINTS.items():
        assert usual[f"points_{name}"] == points


def test_rules_of_a_field_reach_the_functions():
    matching = {"phone": FieldRule(weight=50), "name": FieldRule(is_used=False)}
    parameters = matching_parameters(matching)

    assert parameters["points_phone"] == rules.FIELD_POINTS["phone"] / 2
    assert parameters["points_other_phone"] == rules.FIELD_POINTS["other_phone"] / 2
    assert parameters["points_mail"] == rules.FIELD_POINTS["mail"]
    assert not parameters["use_name"]
    assert create_check(parameters) != create_check({})
    assert not PLACEHOLDER.search(create_check(parameters))
