"""People who try, and what they make to try it on."""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tests.client import Client
from tests.outside.names import make_name

if TYPE_CHECKING:
    from collections.abc import Callable

REQUEST = "crm.customer.conversion"
TRIAL = "crm.customer.trial"
OVERRIDE = "crm.duplicate.override"
REASON = "Roles are tested"
# the column of who plans the handovers of everybody
ADMINISTRATOR = 5
APPLIED = ("action_request",)
APPROVED = (*APPLIED, "action_approve")

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

    def make_unassigned(self, owner: Client) -> int:
        """One that nobody is responsible for, a salesperson's own being theirs."""
        values = {"name": make_name(), "is_company": True}
        return owner.create("res.partner", {**values, "user_id": False})

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
        return owner.create("crm.lead.grant", values)

    def make_split(self, owner: Client) -> int:
        values = {"lead_id": self.make_lead(owner), "user_id": self.colleague.uid}
        return owner.create("crm.lead.split", {**values, "percent": 100})

    def make_handover(self, receiver: Client | None = None) -> int:
        """A draft by who plans for everybody, of the colleague's customers."""
        planner = self.client if self.column == ADMINISTRATOR else self.colleague
        values = {"from_user_id": self.colleague.uid}
        if receiver:
            row = {
                "partner_id": self.make_customer(self.colleague),
                "receiver_id": receiver.uid,
            }
            values |= {"customer_ids": [[0, 0, row]]}
        return planner.create("crm.handover", values)

    def make_handover_row(self) -> int:
        domain = [["handover_id", "=", self.make_handover(self.client)]]
        return self.client.search("crm.handover.customer", domain)[0]

    def draft_handover(self) -> None:
        self.make_customer(self.colleague)
        values = {"from_user_id": self.colleague.uid}
        handover = self.client.create("crm.handover", values)
        self.client.call("crm.handover", "action_fill", [handover])

    def make_contract(self, owner: Client) -> int:
        """An application for a contract, with a service and a payment."""
        [kind] = self.colleague.search("crm.service.kind", [], limit=1)
        payment = {"name": REASON, "share": 100, "date": "2031-01-01"}
        values = {
            "partner_id": self.make_customer(owner),
            "title": make_name(),
            "line_ids": [[0, 0, {"kind_id": kind, "amount": 100}]],
            "payment_ids": [[0, 0, payment]],
        }
        return owner.create("crm.contract", values)

    def make_contract_part(self, model: str) -> int:
        contract = self.make_contract(self.client)
        return self.colleague.search(model, [["contract_id", "=", contract]])[0]

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

    def make_trial(self, owner: Client, steps: tuple[str, ...] = ()) -> int:
        """A draft, or how far it has got: applied for by the owner, then approved."""
        values = {"partner_id": self.make_customer(owner), "name": make_name()}
        trial = owner.create(TRIAL, {**values, "reason": REASON})
        who = {"action_request": owner, "action_approve": self.colleague}
        for step in steps:
            who[step].call(TRIAL, step, [trial])
        return trial

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
    "a figure for people in sales": lambda person: person.client.call(
        "crm.figure", "search", [("code", "!=", False)], limit=1
    )[0],
    "one's own override": lambda person: person.make_override(person.client),
    "a colleague's override": lambda person: person.make_override(person.colleague),
    "a draft": lambda person: person.make_merge(person.colleague),
    "a line": lambda person: person.make_plan(),
    "one's own customer": lambda person: person.make_customer(person.client),
    "a colleague's customer": lambda person: person.make_customer(person.colleague),
    "a customer of nobody": lambda person: person.make_unassigned(person.client),
    "a customer of nobody, of another office": lambda person: person.make_unassigned(
        person.colleague
    ),
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
    "one's own draft of a trial": lambda person: person.make_trial(person.client),
    "a colleague's draft of a trial": lambda person: person.make_trial(
        person.colleague
    ),
    "one's own trial, applied for": lambda person: person.make_trial(
        person.client, APPLIED
    ),
    "of a colleague's customers": lambda person: person.make_handover(),
    "in which one receives": lambda person: person.make_handover(person.client),
    "of a handover in which one receives": lambda person: person.make_handover_row(),
    "a kind of service": lambda person: person.colleague.search(
        "crm.service.kind", [], limit=1
    )[0],
    "one's own application": lambda person: person.make_contract(person.client),
    "a colleague's application": lambda person: person.make_contract(person.colleague),
    "a service of one's own application": lambda person: person.make_contract_part(
        "crm.contract.line"
    ),
    "a payment of one's own application": lambda person: person.make_contract_part(
        "crm.contract.payment"
    ),
    "one's own request, decided": lambda person: person.make_decided(person.client),
}
