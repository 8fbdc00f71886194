"""The world that is tried: islands, whose row is whose, and what is planted where."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from tests.client import Client, Connection, Json2
from tests.outside.adversary.people import ISLANDS, ROLES

if TYPE_CHECKING:
    from tests.outside.adversary.ledger import Ledger
    from tests.outside.adversary.registry import Registry

Record = tuple[str, int]


@dataclass
class World:
    """`records` by name: "foreign.customer" → ("res.partner", 70)."""

    url: str
    database: str
    registry: Registry
    ledger: Ledger
    clients: dict[str, Client] = field(default_factory=dict)
    keys: dict[str, Json2] = field(default_factory=dict)
    records: dict[str, Record] = field(default_factory=dict)
    # (table, id) → island
    owners: dict[tuple[str, int], str] = field(default_factory=dict)
    # amount as JSON writes it → (island, model)
    amounts: dict[str, tuple[str, str]] = field(default_factory=dict)
    missing: list[str] = field(default_factory=list)
    # refusals that other clients of this process were told before
    _others: int = field(default_factory=lambda: len(Connection.refusals))

    def forget_refusals(self) -> None:
        """What tens of thousands of calls were refused with is nobody's news."""
        del Connection.refusals[self._others :]

    def client(self, login: str) -> Client:
        """Logged in once; the password is the login, as in the demo data."""
        if login not in self.clients:
            self.clients[login] = Client(self.url, self.database, login, login)
            # one language, so that what a refusal says can be compared
            self.clients[login].context["lang"] = "en_US"
        return self.clients[login]

    def uid(self, role: str) -> int:
        return self.records[f"user.{ROLES[role].login}"][1]

    def islands_of(self, name: str) -> str:
        return name.partition(".")[0]

    def island(self, table: str, row_id: object) -> str | None:
        """The island that a row belongs to; nothing that is no id belongs to any."""
        return self.owners.get((table, row_id)) if isinstance(row_id, int) else None

    def find(self, model: str, islands: tuple[str, ...] = ISLANDS) -> list[str]:
        """Names of the records of a model on some islands."""
        return [
            name
            for name, (kind, _id) in self.records.items()
            if kind == model and self.islands_of(name) in islands
        ]

    def resolve(self, value: Any, results: list[Any] | None = None) -> Any:
        """A value with its names ("@foreign.customer", "@0": first result) as ids."""
        if isinstance(value, str) and value.startswith("@"):
            return self._resolve_name(value[1:], results or [])
        if isinstance(value, list):
            return [self.resolve(one, results) for one in value]
        if isinstance(value, dict):
            return {key: self.resolve(one, results) for key, one in value.items()}
        if isinstance(value, str) and "@" in value:
            # names inside of a text, such as the code of a server action
            for name in sorted(self.records, key=len, reverse=True):
                value = value.replace(f"<@{name}>", str(self.records[name][1]))
        return value

    def _resolve_name(self, name: str, results: list[Any]) -> Any:
        if name.isdigit():
            result = results[int(name)] if int(name) < len(results) else 0
            return get_id(result)
        # a record that the world could not make is one that nobody has
        return self.records.get(name, ("", 0))[1]


def get_id(result: Any) -> int:
    """The id of what a call made, whichever way it tells it."""
    while isinstance(result, list) and result:
        result = result[0]
    if isinstance(result, dict):
        result = result.get("id") or result.get("res_id") or result.get("ids") or 0
        return get_id(result) if isinstance(result, list) else result
    return result if isinstance(result, int) else 0
