"""How somebody takes each step of the table of roles over the web API."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.outside.names import make_name
from tests.outside.role_makers import APPLIED, APPROVED, REASON, REQUEST, TRIAL, Person

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.client import Client


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
    "Assign a new customer": lambda person: _assign(
        person, person.make_unassigned(person.client)
    ),
    "Assign a colleague's customer": lambda person: _assign(
        person, person.make_customer(person.colleague)
    ),
    "Put one's own customer into the recycle bin": lambda person: _open(
        person, "bin", person.make_customer(person.client), {"reason": REASON}
    ),
    "Erase a person": _erase,
}
