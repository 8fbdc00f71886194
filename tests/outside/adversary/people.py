"""Who tries, and what each island of the world is to them.

An island is a customer with all that hangs on it; `world.py` makes them.
"""

from __future__ import annotations

from dataclasses import dataclass

# what somebody may do with an island, from nothing to everything
NONE, LOOK, READ, EDIT, NOBODY, OFFICE, OWN = (
    *("none", "look", "read", "edit", "nobody", "office", "own"),
)
ALL = "all"
ISLANDS = ("own", "foreign", "edit", "read", "gone", "nobody", "reserved")
_OFFICE = dict.fromkeys(("own", "edit", "read", "reserved"), OFFICE)
_OTHERS = {"foreign": NONE, "gone": NONE}


@dataclass(frozen=True)
class Role:
    """`login` at the desk; `key`: the API key alone is left to them."""

    login: str
    stances: dict[str, str]
    key: bool = False
    is_outside: bool = False

    def stance(self, island: str | None) -> str:
        """What the island is to them; rows of no island are everybody's."""
        return self.stances.get(island, ALL) if island else ALL


ROLES = {
    # holds customers, shares some of them, has given one away
    "salesperson": Role(
        "sales",
        {
            **dict.fromkeys(("own", "edit", "read", "reserved"), OWN),
            **_OTHERS,
            "nobody": NOBODY,
        },
    ),
    # of another office; some customers are shared with them
    "colleague": Role(
        "east",
        {
            **dict.fromkeys(("foreign", "gone"), OWN),
            "own": NONE,
            "edit": EDIT,
            "read": READ,
            "reserved": NONE,
            "nobody": NOBODY,
        },
    ),
    "clerk": Role("clerk", {**_OFFICE, **_OTHERS, "nobody": OFFICE}),
    "director": Role("director", {**_OFFICE, **_OTHERS, "nobody": OFFICE}),
    "general": Role("general", {}),
    # read what is said in docs/roles.md, write nothing that is others'
    "information": Role("information", dict.fromkeys(ISLANDS, LOOK)),
    "legal": Role("legal", dict.fromkeys(ISLANDS, LOOK)),
    "administrator": Role("admin", {}),
    # of the customer of the island "own", whose papers they may read
    "portal": Role(
        "adversary_portal",
        {**dict.fromkeys(ISLANDS, NONE), "own": LOOK},
        is_outside=True,
    ),
    # has left; the key lies around somewhere
    "archived": Role("adversary_left", dict.fromkeys(ISLANDS, NONE), key=True),
    # somebody else has set a new password since the key was made
    "replaced": Role("adversary_renewed", dict.fromkeys(ISLANDS, NONE), key=True),
}
# what a share for reading does not show unless it says so
NOT_SHARED = ("sale.order", "sale.order.line", "account.move", "account.move.line")
MANAGERS = frozenset({"general", "administrator"})
# roles that must not get in at all
CLOSED = frozenset(name for name, role in ROLES.items() if role.key)
