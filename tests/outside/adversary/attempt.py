"""What is tried: a few calls by one person, written such that it can be tried again."""

from __future__ import annotations

import json
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

SESSION, KEY = "session", "key"
# the methods whose values a client makes up, and which argument holds them
VALUES = {"create": 0, "write": 1, "web_save": 1, "onchange": 1}


@dataclass(frozen=True)
class Step:
    """One call; names such as "@foreign.customer" stand for ids."""

    model: str
    method: str
    args: tuple[Any, ...] = ()
    kwargs: dict[str, Any] = field(default_factory=dict)

    def to_list(self) -> list[Any]:
        return [self.model, self.method, list(self.args), self.kwargs]


@dataclass(frozen=True)
class Attempt:
    """`role`: of `people.ROLES`; `via`: the session, or a key of JSON-2."""

    role: str
    steps: tuple[Step, ...]
    route: str = ""
    via: str = SESSION

    def to_line(self) -> str:
        """One line that `from_line` reads."""
        steps = [step.to_list() for step in self.steps]
        of = {"role": self.role, "via": self.via, "steps": steps}
        return json.dumps(of, ensure_ascii=False, separators=(",", ":"))

    @classmethod
    def from_line(cls, line: str) -> Attempt:
        of = json.loads(line)
        steps = tuple(
            Step(model, method, tuple(args), kwargs)
            for model, method, args, kwargs in of["steps"]
        )
        return cls(of["role"], steps, of.get("route", ""), of["via"])

    def with_steps(self, steps: tuple[Step, ...]) -> Attempt:
        return replace(self, steps=steps)

    def names(self) -> set[str]:
        """The records that are named anywhere in it."""
        return {
            value[1:]
            for step in self.steps
            for value in walk([step.args, step.kwargs])
            if isinstance(value, str) and value.startswith("@")
        }

    @property
    def methods(self) -> set[tuple[str, str]]:
        return {(step.model, step.method) for step in self.steps}


def walk(value: Any) -> Iterator[Any]:
    """Each value in lists and dictionaries, however deep."""
    if isinstance(value, dict):
        for one in value.values():
            yield from walk(one)
    elif isinstance(value, (list, tuple)):
        for one in value:
            yield from walk(one)
    else:
        yield value
