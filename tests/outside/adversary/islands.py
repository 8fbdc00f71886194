"""Make an island: a customer and its papers, each in the state that tempts somebody.

Over the web API, by the people whose work it is. What a release no longer allows is
noted in `world.missing` and left out.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tests.client import RpcError
from tests.outside.adversary import canary
from tests.outside.adversary.people import ISLANDS
from tests.outside.adversary.world import get_id

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.outside.adversary.world import World

# the texts that somebody types
TEXTS = {
    "crm.lead": ("description", "referred"),
    "crm.contract": ("title", "terms"),
    "crm.contact.record": ("summary",),
    "crm.customer.trial": ("name", "reason"),
    "crm.customer.conversion": ("message",),
    "crm.customer.grant": ("note",),
    "crm.lead.grant": ("note",),
    "crm.selling.expense": ("note",),
    "crm.lead.competitor": ("strengths", "weaknesses", "note"),
    "sale.order": ("client_order_ref", "note"),
    "calendar.event": ("name", "description", "location"),
    "res.partner.alias": ("name",),
}


class Island:
    """Builds one; `self.make` gives a record its name."""

    def __init__(self, world: World, name: str, owner: str) -> None:
        self.world = world
        self.name = name
        self.number = ISLANDS.index(name)
        self.owner = world.client(owner)
        self.admin = world.client("admin")
        self._phones = 0

    def build(self, *parts: str) -> None:
        """The parts one after the other; what fails is noted."""
        for part in parts:
            self._try(part, getattr(self, f"build_{part}"))

    def _try(self, part: str, build: Callable[[], None]) -> None:
        try:
            build()
        except (RpcError, LookupError, TypeError) as error:
            self.world.missing.append(f"{self.name}.{part}: {error}"[:300])

    def id(self, name: str) -> int:
        return self.world.records[f"{self.name}.{name}"][1]

    def keep(self, name: str, model: str, record: int) -> int:
        self.world.records[f"{self.name}.{name}"] = (model, record)
        return record

    def make(self, known_as: str, model: str, /, **values: Any) -> int:
        values = {**self.get_texts(model), **values}
        return self.keep(known_as, model, self.owner.create(model, values))

    def find(self, name: str, model: str, field: str, parent: str) -> int:
        """Name the first one of a parent."""
        domain = [[field, "=", self.id(parent)]]
        return self.keep(
            name, model, self.admin.search(model, domain, limit=1, order="id")[0]
        )

    def get_texts(self, model: str) -> dict[str, str]:
        """A canary for each text that somebody types."""
        if model == "res.partner":
            texts = ("street", "street2", "city", "comment", "function", "ref")
        else:
            texts = TEXTS.get(model, ())
        return {key: canary.make_text(self.name, model, key) for key in texts}

    def phone(self) -> str:
        self._phones += 1
        return canary.make_phone(self.number, self._phones)

    def amount(self, nth: int) -> float:
        """An odd amount that no other island has."""
        return 1000 + 1000 * self.number + 117 * nth + round(0.13 + 0.07 * nth, 2)

    def approve(self, model: str, record: int, *, refuse: bool = False) -> None:
        """Through all levels, by whoever is asked."""
        self.owner.call(model, "action_review_submit", [record])
        for _level in range(6):
            [row] = self.admin.read(model, [record], ["review_state", "reviewer_ids"])
            if row["review_state"] != "submitted":
                return
            [user] = self.admin.read("res.users", row["reviewer_ids"][:1], ["login"])
            reviewer = self.world.client(user["login"])
            step = "action_review_refuse" if refuse else "action_review_approve"
            reviewer.call(model, step, [record], "qz")

    # the customer

    def build_customer(self) -> None:
        owner = False if self.name == "nobody" else self.owner.uid
        self.make(
            *("customer", "res.partner"),
            name=f"Adversary {self.name.title()} Ltd",
            is_company=True,
            user_id=owner,
            phone=self.phone(),
            email=canary.make_mail(self.name, "res.partner"),
        )

    def build_contact(self) -> None:
        self.make(
            *("contact", "res.partner"),
            name=f"Adversary {self.name.title()} Person",
            parent_id=self.id("customer"),
            phone=self.phone(),
            email=canary.make_mail(self.name, "contact"),
        )

    def build_profile(self) -> None:
        customer = self.id("customer")
        self.make(
            *("record", "crm.contact.record"),
            partner_id=customer,
        )
        self.make(
            *("second", "res.partner"),
            name=f"Adversary {self.name.title()} Second",
            is_company=True,
            user_id=self.owner.uid,
        )
        self.make("alias", "res.partner.alias", partner_id=customer)
        message = self.owner.call(
            *("res.partner", "message_post", [customer]),
            body=canary.make_text(self.name, "mail.message", "body"),
        )
        self.keep("message", "mail.message", get_id(message))

    def build_requests(self) -> None:
        customer = self.id("customer")
        self.make("conversion", "crm.customer.conversion", partner_id=customer)

    def build_converted(self) -> None:
        general = self.world.client("general")
        general.call("res.partner", "action_convert", [self.id("customer")])

    def build_trial(self) -> None:
        customer = self.id("customer")
        self.make("trial", "crm.customer.trial", partner_id=customer)

    def build_grants(self) -> None:
        """Shared with the colleague, as the island is called."""
        customer, level = self.id("customer"), self.name
        if level not in ("edit", "read"):
            return
        user = self.world.client("east").uid
        self.make(
            *("grant", "crm.customer.grant"),
            partner_id=customer,
            user_id=user,
            access=level,
            with_opportunities=True,
            with_quotations=level == "edit",
        )
        self.make(
            *("lead_grant", "crm.lead.grant"),
            lead_id=self.id("lead"),
            user_id=user,
            access=level,
        )

    # what is planned

    def build_lead(self) -> None:
        self.make(
            *("lead", "crm.lead"),
            name=f"Adversary {self.name.title()} Project",
            type="opportunity",
            partner_id=self.id("customer"),
            user_id=self.owner.uid,
            expected_revenue=self.amount(0),
        )

    def build_lead_parts(self) -> None:
        lead = self.id("lead")
        kind = self.admin.search("crm.selling.expense.kind", [], limit=1)[0]
        self.make("expense", "crm.selling.expense", kind_id=kind, lead_id=lead)
        rival = self.admin.create("crm.competitor", {"name": f"Rival {self.name}"})
        self.make(
            *("competitor", "crm.lead.competitor"), competitor_id=rival, lead_id=lead
        )
        self.make(
            *("split", "crm.lead.split"),
            lead_id=lead,
            user_id=self.owner.uid,
            percent=100,
        )

    def build_activity(self) -> None:
        action = self.owner.call(
            *("crm.lead", "activity_schedule", [self.id("lead")]),
            "mail.mail_activity_data_todo",
            summary=canary.make_text(self.name, "mail.activity", "summary"),
            user_id=self.owner.uid,
        )
        self.keep("activity", "mail.activity", get_id(action))

    def build_meeting(self) -> None:
        self.make(
            *("meeting", "calendar.event"),
            start="2031-01-01 08:00:00",
            stop="2031-01-01 09:00:00",
            opportunity_id=self.id("lead"),
        )
