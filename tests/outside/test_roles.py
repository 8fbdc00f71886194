"""Each role does over the web API what the table allows, and nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.client import (
    AccessError,
    Connection,
    RpcError,
    UserError,
)
from tests.outside.role_doers import DOERS
from tests.outside.role_makers import MAKERS, REASON, REQUEST, Person
from tests.outside.role_page import PAGE, list_logins, render, render_tables
from tests.outside.role_registry import find_ours, read_models
from tests.outside.roles import OPERATIONS, RECORDS, ROLES, STEPS

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.outside.role_registry import Model

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
    except UserError:
        # whoever may not make one, or have one, has none to try it on
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
        except UserError:
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


@pytest.fixture(scope="module")
def models(user) -> tuple[Model, ...]:
    return read_models(user, list_logins())


def test_the_table_is_complete(user):
    """A new model has to find its place in the table."""
    made_here = find_ours(user("admin"))

    assert made_here == {model for model, _which in RECORDS} & made_here
    assert made_here


def test_the_page_is_made_from_the_registry(models):
    """Issue 16, point 10: each model of ours and each rule of a model stands there."""
    written = PAGE.read_text() if PAGE.exists() else ""
    assert written == render(models), (
        "run: python3 -m tests.outside.role_page URL DATABASE"
    )


def test_no_record_gives_more_than_the_model(models):
    """Of what the registry says, the server's own answers are a part."""
    rights = {model.name: model.rights for model in models}
    for (model, which), row in RECORDS.items():
        for column, letters in enumerate(row if model in rights else ()):
            most = rights[model][column]
            assert set(letters) <= set(most), (model, which, column, letters, most)


def test_rules_are_told_in_words(models):
    """No domain is shown as Odoo reads it."""
    told = [rule.words.partition(": ")[2] for model in models for rule in model.rules]
    assert [words for words in told if not words or "[" in words] == []


@pytest.mark.no_odoo
def test_the_tables_of_the_page_are_up_to_date():
    written = PAGE.read_text() if PAGE.exists() else ""
    for table in render_tables().values():
        assert table in written, "run: python3 -m tests.outside.role_page URL DATABASE"


def test_nobody_from_outside(server):
    """Without a login there is no method to call."""
    stranger = Connection(server.url)
    params = {"model": REQUEST, "method": "search", "args": [[]], "kwargs": {}}

    with pytest.raises(RpcError):
        stranger.call_json(f"/web/dataset/call_kw/{REQUEST}/search", params)
