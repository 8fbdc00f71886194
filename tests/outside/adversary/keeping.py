"""What the system keeps takes no value from a client."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tests.outside.adversary.finding import Finding
from tests.outside.adversary.values import FORGED, LEADING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.outside.adversary.ledger import Change
    from tests.outside.adversary.player import Outcome
    from tests.outside.adversary.registry import Field, Model
    from tests.outside.adversary.world import World


def judge(world: World, outcome: Outcome) -> Iterator[Finding]:
    """Findings of forged values that are stored now."""
    fresh = {(one.table, one.id) for one in outcome.changes if one.op == "insert"}
    for name, field, value in outcome.sent:
        model = world.registry.models[name]
        if not _is_kept(model, model.fields[field], value):
            continue
        for change in outcome.changes:
            is_new = (change.table, change.id) in fresh
            if _has_landed(change, model, field, value, is_new=is_new):
                yield Finding("what the system keeps was set", f"{name}.{field}")
                break


def _is_kept(model: Model, field: Field, value: Any) -> bool:
    if field.name == "access_token" and not value:
        # the next one who opens the page gets a new one
        return False
    # a dialogue is gone when it is closed
    if not field.is_protected or field.related or model.transient:
        return False
    is_ours = model.ours or field.ours
    is_guarded = model.name in LEADING and not model.name.startswith("account.")
    return is_ours or (is_guarded and _is_telling(field))


def _is_telling(field: Field) -> bool:
    """Of what Odoo computes, links and numbers decide about something."""
    kinds = ("many2one", "float", "monetary", "integer")
    return field.name == "access_token" or (field.computed and field.type in kinds)


def _has_landed(
    change: Change, model: Model, field: str, value: Any, *, is_new: bool
) -> bool:
    if change.table != model.table or change.op == "delete":
        return False
    stored = (change.new or {}).get(field)
    if field not in change.columns:
        return False
    # a new row may hold a plain value by itself
    if is_new:
        return _is_same(stored, value) and stored in FORGED
    return _is_same(stored, value)


def _is_same(stored: Any, value: Any) -> bool:
    if value is False:
        return stored in (None, False)
    if isinstance(value, str) and isinstance(stored, str):
        return stored.replace("T", " ") == value
    return stored == value and not isinstance(stored, (dict, list))
