"""Somebody who tries to set by hand what the system keeps of a customer."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pytest

from tests.client import AccessError, Client, RpcError
from tests.outside.names import make_name

if TYPE_CHECKING:
    from collections.abc import Callable

LOGINS = ["sales", "east", "clerk", "director", "general", "information", "admin"]
# every field with a value that a clever user would try
FORGED = {
    "customer_status": "transacting",
    "is_transacting": True,
    "customer_code": "C999999999",
    "registration_date": "2001-01-01",
    "registrar_id": 1,
    "conversion_date": "2001-01-01 00:00:00",
    "conversion_user_id": 1,
    "last_contact_date": "2001-01-01",
    "last_transaction_date": "2001-01-01",
}
STATUS = {"customer_status": "transacting"}
REASON = {"zh": re.compile("由系统维护"), "en": re.compile("kept by the system")}
STATE_REASON = {"zh": re.compile("状态只能通过按钮"), "en": re.compile("buttons alone")}


@dataclass
class Person:
    """Somebody who tries, and the administrator who looks what came of it."""

    client: Client
    admin: Client
    customer: int

    @property
    def language(self) -> str:
        return self.client.context["lang"][:2]

    def read(self) -> dict[str, Any]:
        return self.admin.read("res.partner", [self.customer], list(FORGED))[0]

    def expect_refusal(
        self, attempt: Callable[[], Any], reasons: dict[str, re.Pattern] = REASON
    ) -> None:
        """The attempt is refused in the person's language and changed nothing."""
        before = self.read()
        with pytest.raises(RpcError) as caught:
            attempt()
        if not isinstance(caught.value, AccessError):
            assert reasons[self.language].search(caught.value.message)
        assert self.read() == before


def make_values(**values: Any) -> dict[str, Any]:
    return {"name": make_name("门窗"), "is_company": True, **values}


def make_person(user: Callable[[str], Client], login: str) -> Person:
    admin, client = user("admin"), user(login)
    customer = admin.create("res.partner", make_values(user_id=client.uid))
    return Person(client, admin, customer)
