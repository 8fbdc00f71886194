"""Each role does over the web API what the table allows, and nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.client import (
    AccessError,
    Client,
    Connection,
    DuplicateError,
    RpcError,
    StageError,
)
from tests.outside.names import make_name
from tests.outside.role_makers import (
    APPLIED,
    APPROVED,
    MAKERS,
    REASON,
    REQUEST,
    TRIAL,
    Person,
)
from tests.outside.roles import OPERATIONS, PAGE, RECORDS, ROLES, STEPS, render
from workshop.addons import find_addons

if TYPE_CHECKING:
    from collections.abc import Callable

PEOPLE = [
    (column, login) for column, logins in enumerate(ROLES.values()) for login in logins
]


def _withdraw(person: Person, sender: Client) -> None:
    request = person.make_request(sender)
    person.client.call(REQUEST, "action_withdraw", [request], REASON)


def _convert(person: Person, method: str) -> None:
    customer = person.make_customer(person.colleague)
    person.client.call("res.partner", method, [customer])


def _restore(person: Person) -> None:
    entry = person.make_pooled(person.colleague)
    person.client.call("crm.duplicate.pool", "action_restore", [entry])


def _decide(person: Person, method: str, *reason: str) -> None:
    request = person.make_request(person.colleague, owner=person.client)
    person.client.call(REQUEST, method, [request], *reason)


def _share(person: Person, owner: Client) -> None:
    _open(
        person,
        "share",
        person.make_customer(owner),
        {"user_ids": [person.colleague.uid]},
    )


def _assign(person: Person, customer: int) -> None:
    _open(person, "assign", customer, {"user_ids": [person.colleague.uid]})


def _open(person: Person, name: str, customer: int, values: dict) -> None:
    """Fill in a dialogue on a customer and press its button."""
    model = f"crm.customer.{name}"
    links = {key: [[6, 0, ids]] for key, ids in values.items() if key == "user_ids"}
    values = {**values, **links, "partner_ids": [[6, 0, [customer]]]}
    dialogue = person.client.create(model, values)
    person.client.call(model, f"action_{name}", [dialogue])


def _trial(person: Person, owner: Client, method: str, *arguments: object) -> None:
    """Take a step with a trial that has got as far as the step needs."""
    steps = APPLIED if method == "action_approve" else APPROVED
    trial = person.make_trial(owner, steps)
    person.client.call(TRIAL, method, [trial], *arguments)


def _erase(person: Person) -> None:
    name = make_name()
    values = {"name": name, "is_company": False}
    contact = person.colleague.create("res.partner", values)
    model = "privacy.lookup.wizard"
    lookup = person.client.create(model, {"name": name, "partner_id": contact})
    for step in ("action_lookup", "action_erase"):
        person.client.call(model, step, [lookup])


def _share_lead(person: Person, owner: Client) -> None:
    links = {"lead_ids": person.make_lead(owner), "user_ids": person.colleague.uid}
    values = {name: [[6, 0, [one]]] for name, one in links.items()}
    dialogue = person.client.create("crm.lead.share", values)
    person.client.call("crm.lead.share", "action_share", [dialogue])


def _record_contact(person: Person, owner: Client) -> None:
    values = {"partner_id": person.make_customer(owner), "summary": REASON}
    person.client.create("crm.contact.record", values)


def _waive(person: Person) -> None:
    values = {
        "stage_id": person.find_stage("quotation"),
        "stage_entry": {"waiver": REASON},
    }
    lead = person.make_lead(person.client)
    person.client.write("crm.lead", [lead], values)


def _reopen(person: Person) -> None:
    lead = person.make_lead(person.client)
    person.client.call("crm.lead", "action_close", [lead], REASON)
    person.client.call("crm.lead", "action_reopen", [lead], REASON)


def _define_stage(person: Person) -> None:
    stage = person.find_stage("quotation")
    person.client.write("crm.stage", [stage], {"days_allowed": 20})


DOERS: dict[str, Callable[[Person], None]] = {
    "Ask for a conversion": lambda person: person.make_request(person.client),
    "Withdraw one's own open request": lambda person: _withdraw(person, person.client),
    "Withdraw a colleague's open request": lambda person: _withdraw(
        person, person.colleague
    ),
    "Convert a requested customer": lambda person: _decide(person, "action_approve"),
    "Refuse a request": lambda person: _decide(person, "action_refuse", REASON),
    "Convert without a request": lambda person: _convert(person, "action_convert"),
    "Convert many at once": lambda person: _convert(person, "action_convert_many"),
    "Enter a customer that is there, with a reason": Person.save_all_the_same,
    "Apply for a trial of one's own customer": lambda person: person.make_trial(
        person.client, APPLIED
    ),
    "Approve a trial": lambda person: _trial(
        person, person.colleague, "action_approve"
    ),
    "Extend one's own trial": lambda person: _trial(
        person, person.client, "action_extend", "2099-12-31", REASON
    ),
    "Give a customer on trial to a colleague": lambda person: _trial(
        person, person.client, "action_assign", person.colleague.uid, REASON
    ),
    "Set the maturity of one's own customer": lambda person: person.client.call(
        "res.partner",
        "write",
        [person.make_customer(person.client)],
        {"maturity": "c_plus"},
    ),
    "Define a stage": _define_stage,
    "Waive what a stage asks for": _waive,
    "Close one's own opportunity": lambda person: person.client.call(
        "crm.lead", "action_close", [person.make_lead(person.client)], REASON
    ),
    "Draft a handover of a colleague's customers": Person.draft_handover,
    "Reopen an opportunity": _reopen,
    "Withdraw a conversion": lambda person: person.client.call(
        REQUEST, "action_withdraw", [person.make_conversion()], REASON
    ),
    "Analyse all customers": lambda person: person.client.call(
        "crm.duplicate.run", "action_analyse_all"
    ),
    "Put a customer into the duplicate pool": lambda person: person.make_pooled(
        person.client
    ),
    "Restore a customer from the pool": _restore,
    "Say that a group is no duplicate": lambda person: person.client.call(
        "crm.duplicate.group",
        "action_not_duplicate",
        [person.find_any("crm.duplicate.group")],
    ),
    "Merge customers": lambda person: person.client.call(
        "crm.partner.merge", "action_merge", [person.make_merge(person.client)]
    ),
    "Undo a merge": lambda person: person.client.call(
        "crm.partner.merge", "action_undo", [person.make_merged()]
    ),
    "Record a contact with one's own customer": lambda person: _record_contact(
        person, person.client
    ),
    "Record a contact with a colleague's customer": lambda person: _record_contact(
        person, person.colleague
    ),
    "Share one's own opportunity": lambda person: _share_lead(person, person.client),
    "Share a colleague's opportunity": lambda person: _share_lead(
        person, person.colleague
    ),
    "Share one's own customer": lambda person: _share(person, person.client),
    "Share a colleague's customer": lambda person: _share(person, person.colleague),
    "Assign a new customer": lambda person: _assign(person, person.make_unassigned()),
    "Assign a colleague's customer": lambda person: _assign(
        person, person.make_customer(person.colleague)
    ),
    "Put one's own customer into the recycle bin": lambda person: _open(
        person, "bin", person.make_customer(person.client), {"reason": REASON}
    ),
    "Erase a person": _erase,
}


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
