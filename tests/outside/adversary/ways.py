"""What all ways in have in common: who is it tried on, and in which context."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tests.outside.adversary.attempt import Step
from tests.outside.adversary.people import ISLANDS, ROLES
from tests.outside.adversary.values import LEADING, Forger

if TYPE_CHECKING:
    import random

    from tests.outside.adversary.world import World

# what makes Odoo tell more of a record than its name
TELLING = {"show_email": 1, "show_address": 1, "show_vat": 1, "show_phone": 1}
CONTEXTS: tuple[dict[str, Any], ...] = (
    {},
    {},
    {},
    {"active_test": False},
    TELLING,
    {"install_mode": True},
    {"allowed_company_ids": [1, 2]},
    {"jl_crm_base_system": True, "jl_crm_base_move": True},
    {"jl_crm_quote_change": True, "jl_crm_base_add_row": True},
    {"tracking_disable": True, "mail_notrack": True, "no_recompute": True},
)


class Ways:
    """What the ways are made of."""

    def __init__(self, draw: random.Random, world: World) -> None:
        self.draw = draw
        self.world = world
        self.forger = Forger(draw, world)
        self.registry = world.registry
        self.known = sorted({model for model, _id in world.records.values()})
        self.known = [name for name in self.known if name != "res.groups"]
        # what is still to be swept, by role
        self._decks: dict[str, list[tuple[str, str, str]]] = {}

    def pick_target(self, role: str, *, mine: float = 0.5) -> tuple[str, str]:
        """(model, name) of a record: theirs, or not."""
        weights = [3 if name in LEADING else 1 for name in self.known]
        [model] = self.draw.choices(self.known, weights)
        return model, self._pick_name(model, role, mine)

    def _pick_name(self, model: str, role: str, mine: float) -> str:
        who = ROLES[role]
        wanted = self.draw.random() < mine
        names = self.world.find(model, (*ISLANDS, "user"))
        fit = [
            name
            for name in names
            if (who.stance(self.world.islands_of(name)) in ("none", "look"))
            is not wanted
        ]
        return f"@{self.draw.choice(fit or names)}"

    def context(self) -> dict[str, Any]:
        return {"context": dict(self.draw.choice(CONTEXTS))}

    def specify(self, model: str) -> dict[str, Any]:
        """All fields, links by their names, as a form asks for them."""
        fields = self.registry.models[model].fields
        return {
            name: {"fields": {"display_name": {}}} if one.type == "many2one" else {}
            for name, one in fields.items()
            if one.type not in ("binary", "image") and not one.groups
        }

    def read_all(self, model: str, name: str) -> Step:
        kwargs = {"specification": self.specify(model), "context": dict(TELLING)}
        return Step(model, "web_read", ([name],), kwargs)
