"""Attempts: drawn from a seed, written on a line, made smaller (issue 16, 8)."""

from __future__ import annotations

import itertools
import random

import pytest

from tests.adversary.world import MODELS, make_world
from tests.outside.adversary.attempt import Attempt, Step
from tests.outside.adversary.known import Known, find_news, read_known
from tests.outside.adversary.people import ROLES
from tests.outside.adversary.routes import Routes, draw_attempts
from tests.outside.adversary.shrinking import propose, shrink
from tests.outside.adversary.values import FORGED, PLAIN, weigh

pytestmark = pytest.mark.no_odoo
ENOUGH = 400


def draw(seed: int, number: int = ENOUGH) -> list[Attempt]:
    attempts = draw_attempts(random.Random(seed), make_world())
    return list(itertools.islice(attempts, number))


def test_a_seed_draws_the_same_again():
    assert draw(3) == draw(3)
    assert draw(3) != draw(4)


def test_everybody_tries_every_way():
    attempts = draw(5, 4000)
    assert {one.role for one in attempts} == set(ROLES)
    ways = {one.route for one in attempts}
    assert {"write", "create", "load", "x2many", "method", "onchange"} <= ways
    assert {one.via for one in attempts if one.role == "archived"} == {"key"}


def test_a_line_is_read_as_it_was_written():
    for attempt in draw(7):
        again = Attempt.from_line(attempt.to_line())
        assert again.to_line() == attempt.to_line()


def test_links_come_before_words():
    fields = MODELS["sale.order"].fields
    assert weigh(fields["partner_id"]) > weigh(fields["note"])
    holder = MODELS["res.partner"].fields["customer_holder"]
    assert weigh(holder) > weigh(MODELS["res.partner"].fields["name"])


def test_most_of_the_values_are_known_when_they_have_landed():
    for kind in ("char", "date"):
        assert set(PLAIN[kind]) & FORGED


def test_names_become_ids():
    world = make_world()
    values = {"a": ["@own.customer", {"b": "@0"}], "c": "x <@user.sales>"}
    assert world.resolve(values, [[{"id": 7}]]) == {"a": [10, {"b": 7}], "c": "x 1"}


def test_the_smallest_is_left():
    values = {"name": "x", "user_id": "@user.east", "phone": "1", "note": "y"}
    steps = (
        Step("res.partner", "read", (["@own.customer"],)),
        Step(
            "res.partner", "write", (["@own.customer"], values), {"context": {"a": 1}}
        ),
    )
    attempt = Attempt("salesperson", steps)
    smallest = shrink(attempt, lambda one: "@user.east" in str(one.steps))
    assert smallest.steps == (
        Step("res.partner", "write", (["@own.customer"], {"user_id": "@user.east"})),
    )


def test_a_step_whose_result_is_used_stays():
    steps = (
        Step("a", "x"),
        Step("b", "create", ({},)),
        Step("b", "read", (["@1"],)),
    )
    smaller = [one.steps for one in propose(Attempt("clerk", steps))]
    assert (Step("b", "create", ({},)), Step("b", "read", (["@0"],))) in smaller
    assert all(one[-1].method != "read" or len(one) > 1 for one in smaller)


def test_fields_are_drawn_of_the_model_alone():
    routes = Routes(random.Random(1), make_world())
    for _each in range(ENOUGH):
        [step] = routes.write("salesperson")
        assert set(step.args[1]) <= set(MODELS[step.model].fields)


def test_the_list_covers_by_pattern():
    attempt = Attempt("clerk", ())
    known = [Known("told *: sale.order by * (director, *)", "A10", attempt)]
    keys = ["told what: sale.order by x (director, none)", "told what: y (clerk, none)"]
    assert find_news(keys, known) == keys[1:]


def test_each_known_door_has_a_reason_and_a_way_in():
    for one in read_known():
        assert one.reason.strip()
        assert one.attempt.steps
