"""A customer of one salesperson, at whose doors another one tries."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from tests.outside.names import make_name

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.client import Client

PARTNER = "res.partner"
SECRET = "0755-8899"
MAIL = "secret@example.com"


@dataclass
class Doors:
    """A customer of one salesperson, and another one who stands outside."""

    holder: Client
    stranger: Client
    admin: Client
    customer: int
    contact: int
    name: str
    phone: str


def open_doors(user: Callable[[str], Client]) -> Doors:
    holder, stranger, admin = user("sales"), user("east"), user("admin")
    # so that it is the rules that keep the export empty
    export = [[4, admin.ref("base.group_allow_export"), 0]]
    admin.write("res.users", [stranger.uid], {"group_ids": export})
    name, phone = make_name(), f"{SECRET}0001"
    values = {"name": name, "is_company": True, "phone": phone}
    customer = holder.create(PARTNER, {**values, "email": MAIL})
    contact = holder.create(
        PARTNER, {"name": "钱秘", "parent_id": customer, "mobile": phone}
    )
    return Doors(holder, stranger, admin, customer, contact, name, phone)


def is_told(doors: Doors, answer: Any) -> bool:
    """Whether an answer of the server holds anything of the customer's."""
    text = answer if isinstance(answer, str) else json.dumps(answer, ensure_ascii=False)
    return doors.phone in text or MAIL in text
