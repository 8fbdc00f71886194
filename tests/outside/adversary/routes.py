"""Attempts without an end: who tries, and by which way."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.outside.adversary.attempt import KEY, SESSION, Attempt
from tests.outside.adversary.people import CLOSED, ROLES
from tests.outside.adversary.ways_methods import MethodWays
from tests.outside.adversary.ways_reading import ReadingWays
from tests.outside.adversary.ways_values import ValueWays

if TYPE_CHECKING:
    import random
    from collections.abc import Iterator

    from tests.outside.adversary.world import World


class Routes(ValueWays, ReadingWays, MethodWays):
    """All of the ways, one method for each."""


# how often each way is gone
WEIGHTS = {
    "write": 12,
    "sweep": 24,
    "web_save": 4,
    "load": 4,
    "x2many": 10,
    "copy": 3,
    "unlink": 4,
    "create": 14,
    "wizard": 8,
    "onchange": 7,
    "read": 6,
    "around": 4,
    "method": 16,
    "sequence": 12,
    "post": 2,
    "publish": 2,
    "server_action": 3,
}
BUSY = {"salesperson": 6, "colleague": 6, "director": 2, "clerk": 2, "portal": 2}


def draw_attempts(draw: random.Random, world: World) -> Iterator[Attempt]:
    """Attempts without an end, the same for the same seed and registry."""
    routes = Routes(draw, world)
    roles, ways = list(ROLES), list(WEIGHTS)
    while True:
        [role] = draw.choices(roles, [BUSY.get(name, 1) for name in roles])
        [way] = draw.choices(ways, list(WEIGHTS.values()))
        if role == "administrator" and draw.random() < 0.5:
            way = "server_action"
        try:
            steps = getattr(routes, way)(role)
        except IndexError:
            # nothing of the kind is there for this person
            continue
        if not steps:
            continue
        keyed = role in CLOSED or (
            ROLES[role].login in world.keys and draw.random() < 0.1
        )
        yield Attempt(role, steps, way, KEY if keyed else SESSION)
