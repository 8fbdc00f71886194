"""All that a client has made up in an attempt, commands and defaults included."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tests.outside.adversary.attempt import VALUES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.outside.adversary.player import Answer
    from tests.outside.adversary.world import World

Sent = tuple[str, str, Any]
# (0 to 6, id, values or ids)
COMMAND = 3


def find_sent(world: World, answers: list[Answer]) -> list[Sent]:
    """(model, field, value) of what went through."""
    return [
        one
        for answer in answers
        if answer.went_through
        for one in _find_sent(world, answer)
    ]


def _find_sent(world: World, answer: Answer) -> Iterator[Sent]:
    step, sent = answer.step, answer.sent
    place = {**VALUES, "copy": 1}.get(step.method, len(sent))
    if place < len(sent):
        yield from _open_values(world, step.model, sent[place])
    if step.method == "load" and len(sent) > 1:
        names = [name.partition("/")[0] for name in sent[0]]
        for row in sent[1]:
            values = dict(zip(names, row, strict=False))
            yield from _open_values(world, step.model, values)
    defaults = {
        key.removeprefix("default_"): value
        for key, value in (step.kwargs.get("context") or {}).items()
        if key.startswith("default_")
    }
    yield from _open_values(world, step.model, world.resolve(defaults))


def _open_values(world: World, model: str, values: Any) -> Iterator[Sent]:
    if isinstance(values, list):
        for one in values:
            yield from _open_values(world, model, one)
    elif isinstance(values, dict) and model in world.registry.models:
        fields = world.registry.models[model].fields
        for name in values.keys() & fields.keys():
            yield model, name, values[name]
            yield from _open_commands(world, fields[name].relation, values[name])


def _open_commands(world: World, model: str, value: Any) -> Iterator[Sent]:
    for command in value if isinstance(value, list) else ():
        if isinstance(command, list) and len(command) == COMMAND:
            yield from _open_values(world, model, command[2])
