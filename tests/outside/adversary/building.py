"""Make the world: people, islands, and what is planted on them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from tests.client import Client, Json2, RpcError
from tests.outside.adversary import canary
from tests.outside.adversary.island_papers import PaperIsland
from tests.outside.adversary.people import NOT_SHARED, ROLES
from tests.outside.adversary.world import World

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.outside.adversary.ledger import Ledger
    from tests.outside.adversary.registry import Registry

LEFT, RENEWED, PORTAL = "adversary_left", "adversary_renewed", "adversary_portal"
# what comes to be on the way, and is nobody's own
EVERYBODYS = ("ir.cron", "ir.model", "ir.rule", "crm.competitor")
GROUPS = ("base.group_portal", "base.group_user", "base.group_system")
PARTS = (
    *("customer", "contact", "lead", "lead_parts", "activity", "meeting", "profile"),
    *("requests", "trial", "draft", "submitted", "approved", "confirmed", "refused"),
    *("converted", "invoice", "application", "contract", "change", "grants"),
)
# island → (who makes it, what is on it)
PLAN: dict[str, tuple[str, tuple[str, ...]]] = {
    "own": ("sales", PARTS),
    "foreign": ("east", PARTS),
    "edit": ("sales", PARTS),
    "read": ("sales", PARTS),
    "gone": ("sales", ("customer", "contact", "draft", "submitted", "approved")),
    "nobody": ("clerk", ("customer", "contact")),
    "reserved": ("sales", ("customer", "contact", "lead", "draft")),
}


def build_world(url: str, database: str, registry: Registry, ledger: Ledger) -> World:
    """A world on the running server; it takes some ten seconds."""
    world = World(url, database, registry, ledger)
    for login in sorted({role.login for role in ROLES.values() if not role.key}):
        if not login.startswith("adversary"):
            world.records[f"user.{login}"] = ("res.users", world.client(login).uid)
    _make_people(world)
    for name, (owner, parts) in PLAN.items():
        ledger.forget()
        PaperIsland(world, name, owner).build(*parts)
        if name == "gone":
            _give_away(world)
        elif name == "reserved":
            _hand_over(world)
        _claim_rows(world, name)
    _make_portal(world)
    _plant_tokens(world)
    _collect_amounts(world)
    ledger.forget()
    world.forget_refusals()
    return world


def _make_people(world: World) -> None:
    admin = world.client("admin")
    groups = [admin.ref("base.group_user"), admin.ref("sales_team.group_sale_salesman")]
    for name in GROUPS:
        group = admin.ref(name)
        world.records[f"group.{name.rpartition('.')[2]}"] = ("res.groups", group)
    for login in (LEFT, RENEWED):
        values = {"name": login, "login": login, "password": login}
        user = admin.create("res.users", {**values, "group_ids": [[6, 0, groups]]})
        world.records[f"user.{login}"] = ("res.users", user)
        own = f"{login} of one's own"
        client = Client(world.url, world.database, login, login)
        client.call("res.users", "change_password", login, own)
        client = Client(world.url, world.database, login, own)
        key = client.make_api_key(login, own)
        world.keys[login] = Json2(world.url, world.database, key)
    admin.write("res.users", [world.records[f"user.{LEFT}"][1]], {"active": False})
    renewed = [world.records[f"user.{RENEWED}"][1]]
    admin.write("res.users", renewed, {"password": "another one"})
    for login in ("sales", "east", "director"):
        key = world.client(login).make_api_key("adversary", login)
        world.keys[login] = Json2(world.url, world.database, key)
    for login in ("director", "sales"):
        values = {"user_id": world.client(login).uid, "date_until": "2031-01-01"}
        values |= {"stand_in_id": admin.uid, "date_from": "2030-01-01"}
        row = world.client(login).create("crm.review.stand.in", values)
        island = {"director": "foreign", "sales": "own"}[login]
        world.records[f"{island}.stand_in_{login}"] = ("crm.review.stand.in", row)


def _make_portal(world: World) -> None:
    """A login of the contact of the island "own"."""
    admin = world.client("admin")
    values = {
        "login": PORTAL,
        "password": PORTAL,
        "partner_id": world.records["own.contact"][1],
        "group_ids": [[6, 0, [admin.ref("base.group_portal")]]],
    }
    context = {"no_reset_password": True}
    user = admin.create("res.users", values, context=context)
    world.records[f"user.{PORTAL}"] = ("res.users", user)
    key = world.client(PORTAL)
    assert key.uid == user


def _give_away(world: World) -> None:
    """The customer and its papers go to the colleague."""
    admin, user = world.client("admin"), world.client("east").uid
    customer = world.records["gone.customer"][1]
    dialogue = admin.create(
        "crm.customer.assign",
        {"partner_ids": [[6, 0, [customer]]], "user_ids": [[6, 0, [user]]]},
    )
    admin.call("crm.customer.assign", "action_assign", [dialogue])
    for name in world.find("sale.order", ("gone",)):
        _try(
            world,
            admin,
            ("sale.order", "write", [world.records[name][1]], {"user_id": user}),
        )


def _hand_over(world: World) -> None:
    """A handover from the salesperson to the clerk that people work on."""
    admin = world.client("admin")
    row = {
        "partner_id": world.records["reserved.customer"][1],
        "receiver_id": world.client("clerk").uid,
    }
    values = {"from_user_id": world.client("sales").uid}
    try:
        handover = admin.create(
            "crm.handover", {**values, "customer_ids": [[0, 0, row]]}
        )
        world.records["reserved.handover"] = ("crm.handover", handover)
        for step in ("action_plan", "action_start"):
            admin.call("crm.handover", step, [handover])
    except RpcError as error:
        world.missing.append(f"handover: {error}"[:300])


def _try(world: World, client: Client, call: tuple) -> Any:
    try:
        return client.call(*call)
    except RpcError as error:
        world.missing.append(f"{call[:2]}: {error}"[:300])


def _claim_rows(world: World, island: str) -> None:
    """Each row that was made is the island's."""
    for change in world.ledger.take():
        if change.op == "insert" and change.id and _is_business(world, change.table):
            world.owners[change.table, change.id] = island
    world.ledger.forget()


def _is_business(world: World, table: str) -> bool:
    model = world.registry.by_table.get(table)
    return bool(model) and not model.name.startswith(EVERYBODYS)


def _plant_tokens(world: World) -> None:
    """Keys to pages without a login: whoever learns one has read it."""
    for table, row in list(world.owners):
        model = world.registry.by_table.get(table)
        if model and "access_token" in model.fields and model.name != "ir.attachment":
            island = world.owners[table, row]
            text = canary.make_text(island, model.name, "access_token")
            world.ledger.ask(
                f"UPDATE {table} SET access_token = '{text}-{row}' WHERE id = {row}"
            )


def _collect_amounts(world: World) -> None:
    """Amounts that stand on one island alone, sums of its papers included."""
    found: dict[str, set[tuple[str, str]]] = {}
    for (table, row), island in world.owners.items():
        model = world.registry.by_table[table].name
        statement = f"SELECT to_jsonb(t) FROM {table} t WHERE id = {row}"
        for line in world.ledger.ask(statement):
            for number in _find_numbers(json.loads(line)):
                found.setdefault(number, set()).add((island, model))
    for number, place in _read_sums(world):
        found.setdefault(number, set()).add(place)
    world.amounts = {
        number: pick_place(places)
        for number, places in found.items()
        if len({island for island, _model in places}) == 1
    }


def pick_place(places: set[tuple[str, str]]) -> tuple[str, str]:
    """Where an amount is from; of several models the one that more people read."""
    return min(places, key=lambda place: (place[1] in NOT_SHARED, place))


def _read_sums(world: World) -> Iterator[tuple[str, tuple[str, str]]]:
    """What the system adds up of a customer's quotations and orders."""
    fields = world.registry.models["res.partner"].fields.values()
    names = [
        one.name
        for one in fields
        if one.type in ("float", "monetary") and not one.store
    ]
    for name in world.find("res.partner"):
        island, _dot, part = name.partition(".")
        if part == "customer":
            ids = [world.records[name][1]]
            for row in world.client("admin").read("res.partner", ids, names):
                for number in _find_numbers(row):
                    yield number, (island, "sale.order")


def _find_numbers(row: dict[str, Any]) -> list[str]:
    return [
        json.dumps(value)
        for value in row.values()
        if isinstance(value, float) and canary.is_telling(value)
    ]
