"""Nothing of a hidden record comes back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tests.outside.adversary import canary
from tests.outside.adversary.accepted import STILL_THEIRS
from tests.outside.adversary.finding import Finding
from tests.outside.adversary.people import (
    CLOSED,
    ISLANDS,
    MANAGERS,
    NONE,
    NOT_SHARED,
    READ,
    ROLES,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.outside.adversary.attempt import Step
    from tests.outside.adversary.player import Answer, Outcome
    from tests.outside.adversary.world import World

# whose answers are rows, and no description of a window
READERS = ("read", "web_read", "search_read", "web_save", "onchange", "name_search")
CONTACT = ("phone", "email", "mobile", "street")
LOG = "crm_customer_access_log"
# of a portal user's own company, what they may read of ours: the pages of the portal
SHOWN_OUTSIDE = frozenset({"is_held", "display_name"})
# of a hidden meeting: when its people are busy, as Odoo shows private ones
BUSY = {
    "calendar.event": frozenset(
        {
            *("id", "active", "allday", "duration", "display_time", "display_name"),
            *("start", "stop", "start_date", "stop_date", "show_as", "privacy"),
            *("name", "user_id", "partner_id", "partner_ids", "recurrence_id"),
            *("rrule", "rrule_type", "interval", "count", "until", "end_type"),
            *("event_tz", "mon", "tue", "wed", "thu", "fri", "sat", "sun"),
            *("month_by", "day", "weekday", "byday"),
        }
    )
}


def judge(world: World, outcome: Outcome) -> Iterator[Finding]:
    """Findings of what came back."""
    role = outcome.attempt.role
    if role in CLOSED:
        yield from _judge_closed(outcome)
        return
    found: set[tuple] = set()
    for answer in outcome.answers:
        told = canary.find(answer.text, list(ISLANDS), world.amounts)
        yield from _judge_canaries(role, told, answer.step)
        yield from _judge_rows(world, role, answer)
        found |= told
    if ROLES[role].is_outside:
        yield from _judge_outside(world, outcome)
    if role in MANAGERS:
        yield from _judge_trace(role, found, outcome)


def _judge_closed(outcome: Outcome) -> Iterator[Finding]:
    if any(answer.went_through for answer in outcome.answers):
        yield Finding("a closed key answers", outcome.attempt.role)


def _judge_canaries(role: str, told: set[tuple], step: Step) -> Iterator[Finding]:
    for island, model, field in sorted(told):
        stance = ROLES[role].stance(island)
        if _is_hidden(stance, model):
            kind = "amount" if field == "amount" else model
            what = f"{kind} by {step.model}{_name_method(step)}"
            yield Finding("told what is hidden", what, f"{role}, {stance}", field)


def _judge_rows(world: World, role: str, answer: Answer) -> Iterator[Finding]:
    """Of what is hidden not even the rows are read; of a file's they are checked."""
    model = world.registry.models.get(answer.step.model)
    if not model or answer.step.method not in READERS[:3] or not answer.went_through:
        return
    if model.name in STILL_THEIRS:
        return
    for row in answer.result if isinstance(answer.result, list) else ():
        island = world.island(model.table, row.get("id") if row else None)
        is_hidden = island and ROLES[role].stance(island) == NONE
        if is_hidden and not _is_busy(model.name, row):
            yield Finding("read a hidden row", model.name, f"{role}, {NONE}", island)


def _is_busy(model: str, row: dict[str, Any]) -> bool:
    """Whether the row says no more than when somebody is busy."""
    told = {name for name, value in row.items() if value}
    is_named = any(row.get(name, "Busy") != "Busy" for name in ("name", "display_name"))
    return told <= BUSY.get(model, frozenset()) and not is_named


def _name_method(step: Step) -> str:
    """Reading is reading, whatever it is called."""
    return "" if step.method in READERS else f".{step.method}"


def _is_hidden(stance: str, model: str) -> bool:
    return stance == NONE or (stance == READ and model in NOT_SHARED)


def _judge_outside(world: World, outcome: Outcome) -> Iterator[Finding]:
    """A customer reads nothing of how we see them."""
    for answer in outcome.answers:
        model = world.registry.models.get(answer.step.model)
        if not model or answer.step.method not in READERS or not answer.went_through:
            continue
        for row in _find_rows(answer.result):
            for name, value in row.items():
                field = model.fields.get(name)
                if field and field.ours and value and name not in SHOWN_OUTSIDE:
                    subject = f"{model.name}.{name}"
                    yield Finding("told how a customer is judged", subject)


def _find_rows(result: Any) -> Iterator[dict[str, Any]]:
    if isinstance(result, dict):
        yield result
        for value in result.values():
            yield from _find_rows(value)
    elif isinstance(result, list):
        for one in result:
            yield from _find_rows(one)


def _judge_trace(role: str, found: set[tuple], outcome: Outcome) -> Iterator[Finding]:
    """Who reads everything leaves a row where somebody else's contact data are read."""
    if any(change.table == LOG for change in outcome.changes):
        return
    for _island, _model, field in found:
        if field in CONTACT[:2]:
            what = outcome.attempt.steps[-1].method
            yield Finding("contact data read without a trace", what, role)
            return
