"""Each role does over the web API what the table allows, and nothing else."""

from __future__ import annotations

import itertools
from dataclasses import dataclass
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
from tests.outside.roles import OPERATIONS, PAGE, RECORDS, ROLES, STEPS, render
from workshop.addons import find_addons

if TYPE_CHECKING:
    from collections.abc import Callable

REQUEST = "crm.customer.conversion"
OVERRIDE = "crm.duplicate.override"
REASON = "Roles are tested"
PEOPLE = [
    (column, login) for column, logins in enumerate(ROLES.values()) for login in logins
]

_numbers = itertools.count(1)


@dataclass
class Person:
    """Somebody who tries, a colleague to try it on, and the column of the table."""

    client: Client
    colleague: Client
    column: int

    def make_customer(self, owner: Client) -> int:
        values = {"name": make_name(), "is_company": True, "user_id": owner.uid}
        return self.colleague.create("res.partner", values)

    def make_override(self, sender: Client) -> int:
        """Save a customer that has another's phone, and give the reason."""
        phone = f"139{next(_numbers):08}"
        for reason in ("", REASON):
            values = {"name": make_name(), "is_company": True, "phone": phone}
            sender.create("res.partner", values | {"duplicate_reason": reason})
        return sender.search(OVERRIDE, [["user_id", "=", sender.uid]], limit=1)[0]

    def save_all_the_same(self) -> int:
        values = {"name": make_name(), "is_company": True}
        self.colleague.create("res.partner", values)
        reason = {"duplicate_reason": REASON}
        return self.client.create("res.partner", values | reason)

    def make_unassigned(self) -> int:
        values = {"name": make_name(), "is_company": True}
        return self.colleague.create("res.partner", {**values, "user_id": False})

    def make_grant(self, owner: Client) -> int:
        values = {
            "partner_id": self.make_customer(owner),
            "user_id": self.colleague.uid,
        }
        return self.colleague.create("crm.customer.grant", values)

    def make_alias(self) -> int:
        customer = self.make_customer(self.colleague)
        values = {"name": make_name(), "partner_id": customer}
        return self.colleague.create("res.partner.alias", values)

    def make_pooled(self, sender: Client) -> int:
        customer, other = (self.make_customer(sender) for _ in range(2))
        values = {"partner_ids": [[6, 0, [customer]]], "duplicate_of_id": other}
        dialogue = sender.create("crm.duplicate.pooling", {**values, "reason": REASON})
        sender.call("crm.duplicate.pooling", "action_put", [dialogue])
        [entry] = self.colleague.search(
            "crm.duplicate.pool", [["partner_id", "=", customer]]
        )
        return entry

    def make_analysis(self) -> int:
        action = self.colleague.call("crm.duplicate.run", "action_analyse_all")
        return action["res_id"]

    def find_any(self, model: str) -> int:
        """One of those that the demo data have, not yet decided."""
        return self.colleague.search(model, [["state", "=", "open"]])[0]

    def make_merge(self, sender: Client) -> int:
        customers = [self.make_customer(self.colleague) for _each in range(2)]
        action = sender.call("res.partner", "action_merge_customers", customers)
        return action["res_id"]

    def make_plan(self) -> int:
        merge = self.make_merge(self.colleague)
        fields = {"merge_id": merge, "kind": "move"}
        domain = [[name, "=", value] for name, value in fields.items()]
        return self.colleague.search("crm.partner.merge.plan", domain)[0]

    def make_merged(self) -> int:
        merge = self.make_merge(self.colleague)
        self.colleague.call("crm.partner.merge", "action_merge", [merge])
        return merge

    def make_maturity_change(self, owner: Client) -> int:
        customer = self.make_customer(owner)
        self.colleague.write("res.partner", [customer], {"maturity": "c_plus"})
        domain = [("partner_id", "=", customer)]
        [change] = self.colleague.search("customer.maturity.change", domain)
        return change

    def make_lead(self, owner: Client) -> int:
        """An opportunity in the first stage, with what a quotation needs but that."""
        values = {
            "name": make_name(),
            "type": "opportunity",
            "partner_id": self.make_customer(owner),
            "user_id": owner.uid,
            "expected_revenue": 1000,
        }
        return owner.create("crm.lead", values)

    def make_stay(self, owner: Client) -> int:
        domain = [["lead_id", "=", self.make_lead(owner)]]
        return self.colleague.search("crm.stage.history", domain)[0]

    def make_expense(self, owner: Client) -> int:
        kind = self.colleague.search("crm.selling.expense.kind", [], limit=1)[0]
        lead = self.make_lead(owner)
        return owner.create("crm.selling.expense", {"kind_id": kind, "lead_id": lead})

    def make_contact_record(self, owner: Client) -> int:
        values = {"partner_id": self.make_customer(owner), "summary": REASON}
        return owner.create("crm.contact.record", values)

    def make_lead_grant(self, owner: Client) -> int:
        values = {"lead_id": self.make_lead(owner), "user_id": self.colleague.uid}
        return self.colleague.create("crm.lead.grant", values)

    def make_split(self, owner: Client) -> int:
        values = {"lead_id": self.make_lead(owner), "user_id": self.colleague.uid}
        return self.colleague.create("crm.lead.split", {**values, "percent": 100})

    def find_stage(self, condition: str) -> int:
        domain = [["requirement_ids.kind", "=", condition]]
        return self.colleague.search("crm.stage", domain, limit=1)[0]

    def make_draft(self, sender: Client, owner: Client | None = None) -> int:
        customer = self.make_customer(owner or sender)
        return sender.create(REQUEST, {"partner_id": customer})

    def make_request(self, sender: Client, owner: Client | None = None) -> int:
        request = self.make_draft(sender, owner)
        sender.call(REQUEST, "action_request", [request])
        return request

    def make_decided(self, sender: Client) -> int:
        request = self.make_request(sender)
        self.colleague.call(REQUEST, "action_refuse", [request], REASON)
        return request

    def make_conversion(self) -> int:
        request = self.make_request(self.colleague)
        self.colleague.call(REQUEST, "action_approve", [request])
        return request


MAKERS: dict[str, Callable[[Person], int]] = {
    "the history of one's own customer": lambda person: person.make_maturity_change(
        person.client
    ),
    "the history of a colleague's customer": lambda person: person.make_maturity_change(
        person.colleague
    ),
    "a customer": lambda person: person.make_customer(person.colleague),
    "a customer in the pool": lambda person: person.make_pooled(person.colleague),
    "an analysis": lambda person: person.make_analysis(),
    "a pair of customers": lambda person: person.find_any("crm.duplicate.pair"),
    "a group of customers": lambda person: person.find_any("crm.duplicate.group"),
    "one's own override": lambda person: person.make_override(person.client),
    "a colleague's override": lambda person: person.make_override(person.colleague),
    "a draft": lambda person: person.make_merge(person.colleague),
    "a line": lambda person: person.make_plan(),
    "one's own customer": lambda person: person.make_customer(person.client),
    "a colleague's customer": lambda person: person.make_customer(person.colleague),
    "a customer of nobody": lambda person: person.make_unassigned(),
    "of one's own customer": lambda person: person.make_grant(person.client),
    "of a colleague's customer": lambda person: person.make_grant(person.colleague),
    "an alias of a colleague's customer": lambda person: person.make_alias(),
    "one's own draft": lambda person: person.make_draft(person.client),
    "a colleague's draft": lambda person: person.make_draft(person.colleague),
    "one's own request, sent": lambda person: person.make_request(person.client),
    "a colleague's request, sent": lambda person: person.make_request(person.colleague),
    "a colleague's request on one's own customer": lambda person: person.make_request(
        person.colleague, owner=person.client
    ),
    "the stays of one's own opportunity": lambda person: person.make_stay(
        person.client
    ),
    "the stays of a colleague's opportunity": lambda person: person.make_stay(
        person.colleague
    ),
    "one's own expense": lambda person: person.make_expense(person.client),
    "a colleague's expense": lambda person: person.make_expense(person.colleague),
    "one's own record": lambda person: person.make_contact_record(person.client),
    "a colleague's record": lambda person: person.make_contact_record(person.colleague),
    "of one's own opportunity": lambda person: person.make_lead_grant(person.client),
    "of a colleague's opportunity": lambda person: person.make_lead_grant(
        person.colleague
    ),
    "a part of one's own opportunity": lambda person: person.make_split(person.client),
    "a part of a colleague's opportunity": lambda person: person.make_split(
        person.colleague
    ),
    "one's own request, decided": lambda person: person.make_decided(person.client),
}


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
    "Reopen an opportunity": _reopen,
    "Withdraw a conversion": lambda person: person.client.call(
        REQUEST, "action_withdraw", [person.make_conversion()], REASON
    ),
    "Analyse the whole base": lambda person: person.client.call(
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
