"""Nobody changes, links or takes what is not theirs; what the system keeps stays."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.outside.adversary.accepted import is_bookkeeping
from tests.outside.adversary.attempt import VALUES
from tests.outside.adversary.finding import Finding
from tests.outside.adversary.people import (
    EDIT,
    LOOK,
    NOBODY,
    NONE,
    OFFICE,
    OWN,
    READ,
    ROLES,
    Role,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.outside.adversary.ledger import Change
    from tests.outside.adversary.player import Outcome
    from tests.outside.adversary.registry import Model
    from tests.outside.adversary.world import World

# who it belongs to: changed by named acts alone
OWNERS = {
    "res.partner": (
        *("user_id", "customer_holder", "parent_id", "commercial_partner_id"),
        *("company_id", "active", "is_company"),
    ),
    "crm.lead": ("user_id", "company_id", "partner_id", "active"),
    "sale.order": ("user_id", "company_id", "partner_id"),
    "crm.contract": ("user_id", "company_id", "partner_id"),
}
GRANTS = {"crm.customer.grant": "partner_id", "crm.lead.grant": "lead_id"}


def judge(world: World, outcome: Outcome) -> Iterator[Finding]:
    """Findings of what was changed."""
    for change in outcome.changes:
        model = world.registry.by_table.get(change.table)
        if model:
            yield from _judge_row(world, outcome, model, change)
        elif change.table in world.registry.by_link and change.op == "insert":
            yield from _judge_link_row(world, outcome, change)


def _judge_row(
    world: World, outcome: Outcome, model: Model, change: Change
) -> Iterator[Finding]:
    role = ROLES[outcome.attempt.role]
    if change.op != "insert":
        yield from _judge_foreign(world, outcome, model, change)
    if model.kept and change.op != "insert":
        yield Finding("a kept row changed", f"{model.name} {change.op}")
    if model.kept and change.op == "insert":
        yield from _judge_actor(world, outcome, model, change)
    if model.name in GRANTS and change.op != "delete":
        island = _find_island(world, model, change, GRANTS[model.name])
        if role.stance(island) in (EDIT, READ, NONE, NOBODY):
            yield Finding("shared on", model.name, role.stance(island))
    yield from _judge_links(world, outcome, model, change)


def _find_island(world: World, model: Model, change: Change, field: str) -> str | None:
    to = world.registry.models[model.links[field]]
    return world.island(to.table, change.row.get(field) or 0)


def _judge_foreign(
    world: World, outcome: Outcome, model: Model, change: Change
) -> Iterator[Finding]:
    role = ROLES[outcome.attempt.role]
    island = world.island(change.table, change.id)
    stance = role.stance(island)
    if is_bookkeeping(change.table, change.columns):
        return
    if stance in (NONE, READ, LOOK):
        way = _name_way(outcome, model, change)
        yield Finding("changed what is not theirs", f"{model.name} {way}", stance)
        return
    taken = change.columns & _get_owners(model, change)
    if change.op == "delete" and model.name in OWNERS and stance in (EDIT, NOBODY):
        taken = {"deleted"}
    is_office = stance == OFFICE and model.name == "res.partner" and island != "nobody"
    if is_office and change.table == "res_partner":
        taken -= _get_assigned(world, role, change)
    if _is_act(world, outcome):
        # to lose an opportunity is work on it; to move what one's office has, an act
        taken -= {"active"}
        is_office = False
    if taken and (stance in (EDIT, NOBODY) or is_office):
        names = ",".join(sorted(taken))
        yield Finding("taken without an act", f"{model.name}.{names}", stance)


def _get_owners(model: Model, change: Change) -> set[str]:
    owners = set(OWNERS.get(model.name, ()))
    old = change.old or {}
    # a contact is held by who holds its customer, whatever it says itself
    is_contact = old.get("parent_id") and not old.get("is_company")
    return owners - {"user_id"} if is_contact else owners


def _get_assigned(world: World, role: Role, change: Change) -> set[str]:
    """What clerks and directors assign among what their offices have (K3D-3).

    Who is responsible for a customer, which its contacts follow, and to which customer
    a contact belongs.
    """
    old, new = change.old or {}, change.new or {}
    if old.get("parent_id"):
        parent = new.get("parent_id")
        island = parent and world.island("res_partner", parent)
        is_theirs = not parent or role.stance(island) in (OFFICE, OWN)
        moved = {"parent_id", "commercial_partner_id"} if is_theirs else set()
        return {*moved, "customer_holder"}
    return {"user_id", "customer_holder"}


def _is_act(world: World, outcome: Outcome) -> bool:
    """Whether a method of ours, which checks who may, was called."""
    return any(
        method in model.methods and model.methods[method].ours and method not in VALUES
        for name, method in outcome.attempt.methods
        if (model := world.registry.models.get(name))
    )


def _name_way(outcome: Outcome, model: Model, change: Change) -> str:
    """Whether the client wrote the row itself, or something that it hangs on."""
    if change.op == "delete":
        return "deleted"
    return "written" if model.name in _find_models(outcome) else "moved"


def _find_models(outcome: Outcome) -> set[str]:
    """The models whose records a client has named or made values for."""
    models = {answer.step.model for answer in outcome.answers}
    return models | {name for name, _field, _value in outcome.sent}


def _judge_actor(
    world: World, outcome: Outcome, model: Model, change: Change
) -> Iterator[Finding]:
    """Who signs or decides is who is logged in."""
    user = change.row.get("user_id")
    is_act = "signature" in model.name or "decision" in model.name
    if is_act and user and user != world.uid(outcome.attempt.role):
        yield Finding("signed or decided for somebody", model.name)


# links


def _judge_links(
    world: World, outcome: Outcome, model: Model, change: Change
) -> Iterator[Finding]:
    # a dialogue shows what it leads to, which is judged by the answer
    if change.op == "delete" or model.kept or model.transient:
        return
    if model.name not in _find_models(outcome):
        return
    role = ROLES[outcome.attempt.role]
    for field, to in _find_ends(model, change):
        if field not in change.columns or to not in world.registry.models:
            continue
        table = world.registry.models[to].table
        row = change.row.get(field) or 0
        island = world.island(table, row)
        stance = role.stance(island)
        if not _is_meant(world, outcome, to, row):
            continue
        of = model.fields.get(field)
        needs_writing = of is not None and of.parent and model.fields[field].relation
        if stance == NONE or (needs_writing and stance in (READ, LOOK)):
            yield Finding("linked to what is hidden", f"{model.name}.{field}", stance)


def _find_ends(model: Model, change: Change) -> Iterator[tuple[str, str]]:
    yield from model.links.items()
    for name in ("res_model", "model"):
        if name in model.fields and "res_id" in model.fields and change.row.get(name):
            yield "res_id", change.row[name]


def _is_meant(world: World, outcome: Outcome, model: str, row: int) -> bool:
    """Whether the client itself has named the record."""
    return any(
        world.records.get(name) == (model, row) for name in outcome.attempt.names()
    )


def _judge_link_row(
    world: World, outcome: Outcome, change: Change
) -> Iterator[Finding]:
    role = ROLES[outcome.attempt.role]
    model, left, to, right = world.registry.by_link[change.table]
    of = world.registry.models.get(model)
    if of and of.transient:
        return
    for column, name in ((left, model), (right, to)):
        of = world.registry.models.get(name)
        if not of:
            continue
        row = change.row.get(column) or 0
        stance = role.stance(world.island(of.table, row))
        if stance == NONE and _is_meant(world, outcome, name, row):
            yield Finding("linked to what is hidden", change.table, stance)
