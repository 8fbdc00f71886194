"""Each role does over the web API what the table allows, and nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.client import (
    AccessError,
    Connection,
    DuplicateError,
    RpcError,
    StageError,
)
from tests.outside.role_doers import DOERS
from tests.outside.role_makers import MAKERS, REASON, REQUEST, Person
from tests.outside.roles import OPERATIONS, PAGE, RECORDS, ROLES, STEPS, render
from workshop.addons import find_addons

if TYPE_CHECKING:
    from collections.abc import Callable

PEOPLE = [
    (column, login) for column, logins in enumerate(ROLES.values()) for login in logins
]


@pytest.fixture(params=PEOPLE, ids=[login for _column, login in PEOPLE])
def person(request, user) -> Person:
    column, login = request.param
    # two of General Affairs, so that the one has a colleague in the other
    colleague = user("general" if login == "admin" else "admin")
    return Person(user(login), colleague, column)


def find_rights(person: Person, model: str, which: str) -> str:
    """The letters of what the server allows."""
    try:
        ids = [MAKERS[which](person)] if which in MAKERS else []
    except AccessError:
        # whoever may not make one has none to try it on
        return ""
    return "".join(
        letter
        for letter, operation in OPERATIONS.items()
        if person.client.call(
            model, "has_access", [] if letter == "c" else ids, operation
        )
    )


@pytest.fixture
def may(person) -> Callable[[str], bool]:
    """Whether the server lets the person take a step."""

    def try_it(step: str) -> bool:
        try:
            DOERS[step](person)
        except (AccessError, DuplicateError, StageError):
            return False
        return True

    return try_it


def test_records(person):
    found = {case: find_rights(person, *case) for case in RECORDS}

    assert found == {case: row[person.column] for case, row in RECORDS.items()}


def test_steps(person, may):
    found = {step: may(step) for step in STEPS}

    assert found == {step: row[person.column] for step, row in STEPS.items()}


def test_rights_hold(user):
    """What the table denies is denied when it is tried, not only when it is asked."""
    sales, office = user("sales"), user("general")
    person = Person(sales, office, column=0)
    theirs = person.make_draft(office)
    sent = person.make_request(sales)

    for attempt in (
        lambda: sales.read(REQUEST, [theirs], ["name"]),
        lambda: sales.write(REQUEST, [theirs], {"name": "x"}),
        lambda: sales.call(REQUEST, "unlink", [theirs]),
        lambda: sales.write(REQUEST, [sent], {"message": "x"}),
        lambda: sales.call(REQUEST, "unlink", [sent]),
        lambda: office.write(REQUEST, [sent], {"message": "x"}),
        lambda: sales.create("crm.customer.conversion.batch", {}),
    ):
        with pytest.raises(AccessError):
            attempt()

    assert theirs not in sales.search(REQUEST, [])


def test_requests_of_others_are_not_decided_in_the_dialogue(user):
    """The dialogue of the reason gives nobody more rights than the button."""
    sales, office = user("sales"), user("general")
    sent = Person(sales, office, column=0).make_request(sales)
    dialogue = sales.create(
        "crm.customer.conversion.reason",
        {"conversion_ids": [[6, 0, [sent]]], "decision": "refuse", "reason": REASON},
    )

    with pytest.raises(AccessError):
        sales.call("crm.customer.conversion.reason", "action_decide", [dialogue])


def test_the_table_is_complete(user):
    """A new model has to find its place in the table."""
    ours = set(find_addons())
    fields = ["model", "modules", "abstract"]
    models = user("admin").search_read("ir.model", [], fields)

    made_here = {
        model["model"]
        for model in models
        if not model["abstract"] and ours.issuperset(model["modules"].split(", "))
    }

    assert made_here == {model for model, _which in RECORDS} & made_here
    assert made_here


@pytest.mark.no_odoo
def test_the_page_is_up_to_date():
    written = PAGE.read_text() if PAGE.exists() else ""
    assert written == render(), "run: python3 -m tests.outside.roles"


def test_nobody_from_outside(server):
    """Without a login there is no method to call."""
    stranger = Connection(server.url)
    params = {"model": REQUEST, "method": "search", "args": [[]], "kwargs": {}}

    with pytest.raises(RpcError):
        stranger.call_json(f"/web/dataset/call_kw/{REQUEST}/search", params)
