"""Values that nobody should be able to bring in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tests.outside.adversary.people import ISLANDS, ROLES

if TYPE_CHECKING:
    import random

    from tests.outside.adversary.registry import Field, Registry
    from tests.outside.adversary.world import World

WORDS = "forged words"
HUGE = 1_000_000_000
# "Zm9yZ2Vk": forged
BINARY = "Zm9yZ2Vk"
# what Odoo's own code looks for in a JSON field of a document
JSON_VALUES = (
    {"forged": 1},
    {
        "price_unit": 1.0,
        "manual_total_excluded_currency": 1.0,
        "manual_total_excluded": 1.0,
        "manual_tax_amounts": {},
        "computation_key": "forged",
    },
)
PLAIN: dict[str, tuple[Any, ...]] = {
    "char": (WORDS, WORDS, False),
    "text": (WORDS, False),
    "html": (f"<p>{WORDS}</p>", False),
    "float": (1.25, 0, -9000, HUGE, 100),
    "monetary": (1.25, -9000, HUGE),
    "integer": (0, 1, -1, 9000, HUGE),
    "boolean": (True, False),
    "date": ("2015-01-01", "2099-12-31"),
    "datetime": ("2015-01-01 00:00:00", "2099-12-31 00:00:00"),
    "binary": (BINARY,),
    "json": JSON_VALUES,
    "properties": ({}, []),
    "properties_definition": ([],),
}
# what a stored column shows when a forged value has come through
FORGED = frozenset(
    {
        *(WORDS, f"<p>{WORDS}</p>", HUGE, -9000, 9000, 100, 1.25),
        *("2015-01-01", "2099-12-31", "2015-01-01T00:00:00", "2099-12-31T00:00:00"),
    }
)


class Forger:
    """Draws values; whose records it names depends on who tries."""

    def __init__(self, draw: random.Random, world: World) -> None:
        self._draw = draw
        self._world = world

    @property
    def registry(self) -> Registry:
        return self._world.registry

    def forge(self, field: Field, role: str, depth: int = 0) -> Any:
        """A value for a field, as a client would send it."""
        if field.type in ("one2many", "many2many"):
            return [self._command(field, role, depth)]
        if field.type in ("many2one", "many2one_reference", "reference"):
            return self._forge_link(field, role)
        return self._draw.choice(PLAIN.get(field.type) or field.options or (WORDS,))

    def _forge_link(self, field: Field, role: str) -> Any:
        if field.type == "many2one":
            return self.pick(field.relation, role)
        name = self.pick_any(role)
        if field.type == "many2one_reference":
            return name
        return f"{self._world.records[name[1:]][0]},<{name}>"

    def pick(self, model: str, role: str) -> Any:
        """A record: mostly one that is not theirs."""
        hidden = self._draw.random() < 0.7
        names = [
            name
            for name in self._names(role, hidden=hidden)
            if self._world.records[name][0] == model
        ]
        if not names:
            names = self._world.find(model, (*ISLANDS, "user", "group"))
        if names:
            return f"@{self._draw.choice(names)}"
        return self._draw.choice((1, 2, 3, False))

    def pick_any(self, role: str) -> str:
        return f"@{self._draw.choice(self._names(role, hidden=True))}"

    def pick_own(self, model: str, role: str) -> Any:
        """A record that they may use."""
        names = [
            name
            for name in self._names(role, hidden=False)
            if self._world.records[name][0] == model
        ]
        if model == "res.users":
            return f"@user.{ROLES[role].login}"
        return f"@{self._draw.choice(names)}" if names else 1

    def _names(self, role: str, *, hidden: bool) -> list[str]:
        who = ROLES[role]
        return [
            name
            for name in self._world.records
            if (island := self._world.islands_of(name)) in ISLANDS
            and (who.stance(island) in ("none", "look")) is hidden
        ]

    def _command(self, field: Field, role: str, depth: int) -> list[Any]:
        target = self.pick(field.relation, role)
        kind = self._draw.choice((0, 1, 1, 2, 3, 4, 4, 5, 6))
        if kind == 6:
            return [6, 0, [target]]
        if kind == 5:
            return [5, 0, 0]
        if kind in (2, 3, 4) or depth > 1:
            return [kind if kind in (2, 3, 4) else 4, target, 0]
        values = self.values(field.relation, role, 1, depth + 1)
        return [1, target, values] if kind == 1 else [0, 0, values]

    def values(
        self, model: str, role: str, number: int = 1, depth: int = 0
    ) -> dict[str, Any]:
        """Forged values of some fields of a model."""
        of = self.registry.models.get(model)
        if not of:
            return {}
        names = self.draw_fields(of.fields, number)
        return {name: self.forge(of.fields[name], role, depth) for name in names}

    def draw_fields(self, fields: dict[str, Field], number: int) -> list[str]:
        """Fields by what may be won with them."""
        names = [name for name in fields if name not in MAGIC]
        weights = [weigh(fields[name]) for name in names]
        return list(dict.fromkeys(self._draw.choices(names, weights, k=number)))


MAGIC = frozenset({"id", "create_uid", "create_date", "write_uid", "write_date"})
LEADING = frozenset(
    {
        *("res.partner", "crm.lead", "sale.order", "sale.order.line", "res.users"),
        *("crm.contract", "crm.contract.line", "crm.contract.change", "res.company"),
        *("account.move", "account.move.line"),
    }
)


def weigh(field: Field) -> float:
    """Links, owners and what the system keeps before plain words."""
    weight = 1.0
    if field.relation in LEADING:
        weight *= 4
    if field.is_protected or field.type == "json":
        weight *= 3
    if field.name in ("active", "company_id", "is_company", "parent_id", "user_id"):
        weight *= 2
    if field.ours:
        weight *= 1.5
    # nothing comes of what is not kept
    if not field.store and not field.inverse and not field.relation:
        weight *= 0.2
    return weight
