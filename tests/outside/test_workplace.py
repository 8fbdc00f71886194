"""The workplace over the web API: where a session begins, and what it counts."""

from __future__ import annotations

import json
import re

import pytest

from tests.client import AccessError, UserError
from tests.outside.roles import ROLES

WORKPLACE, FIGURE = "crm.workplace", "crm.figure"
IN_SALES = [
    login for role, logins in ROLES.items() if role != "Portal" for login in logins
]
MOST = 10_000


@pytest.fixture(params=IN_SALES)
def person(request, user):
    return user(request.param)


def test_landing(person, user):
    """ux.md 5: a session begins with the workplace, for each role."""
    action = user("admin").ref("jl_crm_base.crm_workplace_action")
    page = person.get("/odoo").decode()

    assert int(re.search(r'"home_action_id": (\d+|false)', page)[1]) == action


def test_numbers(person):
    """Each number is as long as the list that its click opens."""
    page = person.call(WORKPLACE, "get_workplace")
    figures = [figure for part in page["sections"] for figure in part["figures"]]
    counted = [figure for figure in figures if not figure["is_money"]]

    assert counted
    assert {one["code"]: one["value"] for one in counted} == {
        one["code"]: min(MOST, _count(person, one)) for one in counted
    }


def test_people(person):
    """The page says for whom there is a table; each number of it has its list."""
    page = person.call(WORKPLACE, "get_workplace")
    table = person.call(WORKPLACE, "get_people")
    rows = table.get("rows", [])

    assert page["people"].get("waiting", 0) == len(rows)
    for row in rows:
        for figure, number in zip(table["columns"], row["values"], strict=True):
            assert number == _count(person, figure, row["id"])


def _count(person, figure, whose=None) -> int:
    action = person.call(FIGURE, "action_open", [figure["id"]], whose)
    domain = json.loads(json.dumps(action["domain"]))
    return person.call(action["res_model"], "search_count", domain)


def test_outsiders(user):
    """People from outside have no workplace, and nobody opens others' figures."""
    [of_office] = user("admin").search(FIGURE, [["code", "=", "conversions_waiting"]])

    for question in ("get_workplace", "get_people"):
        with pytest.raises(AccessError):
            user("portal").call(WORKPLACE, question)
    with pytest.raises(AccessError):
        user("sales").call(FIGURE, "action_open", [of_office])


def test_bad_domain(user):
    """What would run something, or break the page for all, is refused when saved."""
    admin = user("admin")
    [figure] = admin.search(FIGURE, [["code", "=", "plans_today"]])

    for domain in ("[(1, '=', __import__('os').getpid())]", "[('nothing', '=', 1)]"):
        with pytest.raises(UserError):
            admin.write(FIGURE, [figure], {"domain": domain})
