"""What goes into the statements."""

from __future__ import annotations

import json
import re

import pytest
from duplicate_engine import rules, statements
from duplicate_engine.keys import Customer, Kind
from duplicate_engine.scoring import (
    PARAMETERS,
    changed_parameters,
    entry_parameters,
    list_reasons,
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
