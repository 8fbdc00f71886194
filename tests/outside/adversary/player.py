"""Make an attempt on the server: what was answered, and what it changed."""

from __future__ import annotations

import http.client
import json
import urllib.error
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from tests.client import RpcError
from tests.outside.adversary.attempt import KEY, Attempt, Step
from tests.outside.adversary.people import ROLES

if TYPE_CHECKING:
    from tests.outside.adversary.ledger import Change
    from tests.outside.adversary.world import World

# the names of the arguments that JSON-2 asks for
NAMES = {
    "create": ("vals_list",),
    "write": ("ids", "vals"),
    "web_save": ("ids", "vals"),
    "web_read": ("ids",),
    "read": ("ids", "fields"),
    "unlink": ("ids",),
    "copy": ("ids", "default"),
    "load": ("fields", "data"),
    "onchange": ("ids", "values", "field_names", "fields_spec"),
    "search_read": ("domain", "fields"),
    "formatted_read_group": ("domain", "groupby", "aggregates"),
    "name_search": (),
}


@dataclass
class Answer:
    """What a call brought back, be it a refusal."""

    step: Step
    result: Any = None
    error: str = ""
    sent: Any = None

    @property
    def went_through(self) -> bool:
        return not self.error

    @property
    def text(self) -> str:
        """All of it, the words of a refusal too."""
        return self.error or json.dumps(self.result, ensure_ascii=False)


@dataclass
class Outcome:
    attempt: Attempt
    answers: list[Answer] = field(default_factory=list)
    changes: list[Change] = field(default_factory=list)
    # (model, field, value) of all that the client made up; `writing.py` finds them
    sent: list[tuple[str, str, Any]] = field(default_factory=list)


class Player:
    def __init__(self, world: World) -> None:
        self.world = world
        self.calls = 0

    def play(self, attempt: Attempt) -> Outcome:
        """Make the calls; `undo` takes back what they changed."""
        outcome = Outcome(attempt)
        results: list[Any] = []
        for step in attempt.steps:
            answer = self._call(attempt, step, results)
            outcome.answers.append(answer)
            results.append(answer.result)
            self.calls += 1
        outcome.changes = self.world.ledger.take()
        return outcome

    def undo(self, outcome: Outcome) -> None:
        if outcome.changes:
            self.world.ledger.undo()

    def _call(self, attempt: Attempt, step: Step, results: list[Any]) -> Answer:
        args = self.world.resolve(list(step.args), results)
        kwargs = self.world.resolve(step.kwargs, results)
        answer = Answer(step, sent=args)
        try:
            answer.result = self._send(attempt, step, args, kwargs)
        except RpcError as error:
            answer.error = f"{error.name}: {error.message}"
        except (urllib.error.URLError, http.client.HTTPException, ValueError) as error:
            answer.error = f"{type(error).__name__}: {error}"
        return answer

    def _send(self, attempt: Attempt, step: Step, args: list, kwargs: dict) -> Any:
        login = ROLES[attempt.role].login
        if attempt.via != KEY:
            client = self.world.client(login)
            return client.call(step.model, step.method, *args, **kwargs)
        named = dict(zip(self._name(step), args, strict=False))
        key = self.world.keys[login]
        return key.call(step.model, step.method, **named, **kwargs)

    def _name(self, step: Step) -> tuple[str, ...]:
        if step.method in NAMES:
            return NAMES[step.method]
        model = self.world.registry.models.get(step.model)
        method = model and model.methods.get(step.method)
        if not method:
            return ("ids",)
        names = tuple(name for name, _needed in method.parameters)
        return names if method.on_model else ("ids", *names)
