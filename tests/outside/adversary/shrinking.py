"""The smallest attempt that still goes through the same door."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from tests.outside.adversary.attempt import walk

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tests.outside.adversary.attempt import Attempt, Step

MOST_TRIES = 50
FEW = 3
# what, id and values
COMMAND = 3


def shrink(attempt: Attempt, still: Callable[[Attempt], bool]) -> Attempt:
    """Drop what is not needed, as long as `still` says that the door stays open."""
    tries = 0
    found = True
    while found and tries < MOST_TRIES:
        found = False
        for smaller in propose(attempt):
            tries += 1
            if tries > MOST_TRIES:
                break
            if still(smaller):
                attempt, found = smaller, True
                break
    return attempt


def propose(attempt: Attempt) -> Iterator[Attempt]:
    """Attempts with one thing less, the greatest first."""
    steps = attempt.steps
    if len(steps) > 1:
        for number in reversed(range(len(steps))):
            if not _is_used(steps, number):
                rest = (*steps[:number], *steps[number + 1 :])
                yield attempt.with_steps(_renumber(rest, number))
    for number, step in enumerate(steps):
        for smaller in _shrink_step(step):
            yield attempt.with_steps((*steps[:number], smaller, *steps[number + 1 :]))


def _is_used(steps: tuple[Step, ...], number: int) -> bool:
    later = steps[number + 1 :]
    return any(f"@{number}" in map(str, walk([s.args, s.kwargs])) for s in later)


def _renumber(steps: tuple[Step, ...], gone: int) -> tuple[Step, ...]:
    """Results are counted from zero: those behind the gone one move up."""
    return tuple(
        replace(step, args=_move(step.args, gone), kwargs=_move(step.kwargs, gone))
        for step in steps
    )


def _move(value: Any, gone: int) -> Any:
    if isinstance(value, str) and value[:1] == "@" and value[1:].isdigit():
        number = int(value[1:])
        return f"@{number - 1}" if number > gone else value
    if isinstance(value, (list, tuple)):
        return type(value)(_move(one, gone) for one in value)
    if isinstance(value, dict):
        return {key: _move(one, gone) for key, one in value.items()}
    return value


def _shrink_step(step: Step) -> Iterator[Step]:
    for smaller in _shrink_value(step.kwargs):
        yield replace(step, kwargs=smaller)
    for number, value in enumerate(step.args):
        for smaller in _shrink_value(value):
            args = (*step.args[:number], smaller, *step.args[number + 1 :])
            yield replace(step, args=args)


def _shrink_value(value: Any) -> Iterator[Any]:
    if isinstance(value, dict):
        yield from _shrink_dictionary(value)
    elif isinstance(value, list):
        yield from _shrink_list(value)


def _shrink_dictionary(value: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Half of the keys, one key less, or smaller inside."""
    keys = list(value)
    if len(keys) > FEW:
        half = len(keys) // 2
        yield {key: value[key] for key in keys[:half]}
        yield {key: value[key] for key in keys[half:]}
    for key in keys:
        yield {one: value[one] for one in keys if one != key}
    for key in keys:
        for smaller in _shrink_value(value[key]):
            yield {**value, key: smaller}


def _shrink_list(value: list[Any]) -> Iterator[list[Any]]:
    """Half of it, or smaller inside; a command stays one."""
    is_command = len(value) == COMMAND and isinstance(value[0], int)
    if len(value) > 1 and not is_command:
        half = len(value) // 2
        yield value[:half]
        yield value[half:]
    for number, one in enumerate(value):
        for smaller in _shrink_value(one):
            yield [*value[:number], smaller, *value[number + 1 :]]
