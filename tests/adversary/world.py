"""A little world without a server: two islands, three models."""

from __future__ import annotations

from tests.outside.adversary.ledger import Change
from tests.outside.adversary.player import Answer, Outcome
from tests.outside.adversary.registry import Field, Method, Model, Registry
from tests.outside.adversary.world import World


def _make_model(name: str, *fields: Field, kept: bool = False) -> Model:
    by_name = {one.name: one for one in fields}
    methods = {
        "action_review_submit": Method("action_review_submit", True, False, ()),
        "message_post": Method("message_post", False, False, (("body", False),)),
    }
    rights = {"sales": ["create", "read", "write", "unlink"]}
    table = name.replace(".", "_")
    return Model(name, table, False, True, True, kept, by_name, methods, rights, "name")


PARTNER = _make_model(
    "res.partner",
    Field("name", "char", store=True),
    Field("phone", "char", store=True, ours=True),
    Field("user_id", "many2one", store=True, relation="res.users"),
    Field("customer_holder", "integer", store=True, readonly=True, ours=True),
)
ORDER = _make_model(
    "sale.order",
    Field("note", "char", store=True),
    Field("partner_id", "many2one", store=True, relation="res.partner"),
    Field("order_line", "one2many", relation="sale.order.line"),
)
LINE = _make_model(
    "sale.order.line",
    Field("name", "char", store=True),
    Field("price_unit", "float", store=True),
    Field("order_id", "many2one", store=True, relation="sale.order", parent=True),
)
DECISION = _make_model(
    "crm.review.decision",
    Field("user_id", "many2one", store=True, relation="res.users"),
    kept=True,
)
USER = _make_model("res.users", Field("active", "boolean", store=True))
MODELS = {one.name: one for one in (PARTNER, ORDER, LINE, DECISION, USER)}


def make_world() -> World:
    """What sales has, and what is hidden from them."""
    world = World("", "", Registry(MODELS), None)
    numbers = {"own": 10, "foreign": 20, "edit": 30, "read": 40}
    for island, number in numbers.items():
        for nth, (part, model) in enumerate(
            (("customer", PARTNER), ("draft", ORDER), ("draft_line", LINE))
        ):
            world.records[f"{island}.{part}"] = (model.name, number + nth)
            world.owners[model.table, number + nth] = island
    for nth, login in enumerate(("sales", "east", "admin", "director"), 1):
        world.records[f"user.{login}"] = ("res.users", nth)
    return world


def make_outcome(world: World, attempt, changes: list[Change], result=True) -> Outcome:
    """As if the server had done what it was asked."""
    outcome = Outcome(attempt, changes=changes)
    for step in attempt.steps:
        sent = world.resolve(list(step.args))
        outcome.answers.append(Answer(step, result, sent=sent))
    return outcome
