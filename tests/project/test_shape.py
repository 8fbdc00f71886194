"""Limits that keep the add-ons readable: functions, imports, abstract models."""

from __future__ import annotations

import pytest

from tests.project import shape
from workshop.addons import find_addons

pytestmark = pytest.mark.no_odoo

LONGEST_FUNCTION = 30


@pytest.fixture(scope="module")
def sources() -> list[shape.Source]:
    return list(shape.read_sources())


def test_no_function_is_too_long(sources):
    long = {
        f"{source.addon}: {function}"
        for source in sources
        for function, lines in shape.measure_functions(source)
        if lines > LONGEST_FUNCTION
    }

    assert long == set()


@pytest.mark.parametrize("addon", find_addons())
def test_no_modules_import_each_other_in_a_circle(addon, sources):
    own = [source for source in sources if source.addon == addon]

    assert shape.find_circle(own) == []


def test_no_abstract_model_serves_one_model_only(sources):
    models = list(shape.find_models(sources))

    assert shape.find_lonely_mixins(models) == set()
