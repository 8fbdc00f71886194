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
    for name, field, value in outcome.sent:
        model = world.registry.models[name]
        of = model.fields[field]
        is_guarded = model.ours or of.ours or name in LEADING
        if not of.is_protected or of.related or not is_guarded:
            continue
        if not (model.ours or of.ours) and not _is_telling(of):
            continue
        if any(_has_landed(change, model, field, value) for change in outcome.changes):
            yield Finding("what the system keeps was set", f"{name}.{field}")


def _is_telling(field: Field) -> bool:
    """Of what Odoo computes, links and numbers decide about something."""
    kinds = ("many2one", "float", "monetary", "integer")
    return field.name == "access_token" or (field.computed and field.type in kinds)


def _has_landed(change: Change, model: Model, field: str, value: Any) -> bool:
    if change.table != model.table or change.op == "delete":
        return False
    stored = (change.new or {}).get(field)
    if field not in change.columns:
        return False
    if change.op == "insert":
        return stored in FORGED and _is_same(stored, value)
    return _is_same(stored, value)


def _is_same(stored: Any, value: Any) -> bool:
    if value is False:
        return stored in (None, False)
    if isinstance(value, str) and isinstance(stored, str):
        return stored.replace("T", " ") == value
    return stored == value and not isinstance(stored, (dict, list))
