"""Whether a method checks access before it uses sudo, read from its text.

A statement after the other, as they run: what a branch checks counts where all
branches check. A helper counts for what it does first, where its text is known.
"""

from __future__ import annotations

import ast
from enum import Enum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from workshop.linting.access_index import Index

CHECKS = {"check_access", "has_access", "_filtered_access"}
# the ORM checks them itself, called on the records or by super()
CHECKED_CALLS = {"read", "write", "unlink", "copy", "web_read", "web_save"}
# nobody's business is in them: settings, words, the one who asks
HARMLESS_MODELS = {"ir.config_parameter", "ir.model", "ir.model.fields", "res.company"}
HARMLESS_NAMES = {"user", "company", "companies", "ref"}


class State(Enum):
    OPEN = "nothing was checked yet"
    CHECKED = "access was checked"
    SUDO = "sudo was used before"
    GONE = "it has returned or refused"


class Flow:
    """The way through one method of a model."""

    def __init__(self, index: Index, model: str, trail: frozenset = frozenset()):
        self._index = index
        self._model = model
        self._trail = trail
        # where sudo was found, and by way of which helper
        self.place: ast.AST | None = None
        self.helper = ""

    def walk(self, statements: list[ast.stmt]) -> State:
        """Go through statements until sudo is found or access checked."""
        for statement in statements:
            state = self._step(statement)
            if state is not State.OPEN:
                return state
        return State.OPEN

    def _step(self, statement: ast.stmt) -> State:
        if isinstance(statement, ast.FunctionDef | ast.ClassDef):
            return State.OPEN
        if isinstance(statement, ast.If):
            return self._branch(statement)
        state = self._scan(_get_head(statement))
        if state is not State.OPEN:
            return state
        if isinstance(statement, ast.Return | ast.Raise):
            return State.GONE
        if isinstance(statement, ast.For | ast.While | ast.With):
            state = self.walk(statement.body)
        elif isinstance(statement, ast.Try):
            state = self._attempt(statement)
        # a loop or a block that was left says nothing of what follows it
        return State.OPEN if state is State.GONE else state

    def _branch(self, statement: ast.If) -> State:
        state = self._scan([statement.test])
        if state is not State.OPEN:
            return state
        states = {self.walk(statement.body), self.walk(statement.orelse)}
        if State.SUDO in states:
            return State.SUDO
        going_on = states - {State.GONE}
        if not going_on:
            return State.GONE
        return going_on.pop() if len(going_on) == 1 else State.OPEN

    def _attempt(self, statement: ast.Try) -> State:
        state = self.walk(statement.body)
        if state in (State.SUDO, State.CHECKED):
            return state
        for part in (*statement.handlers, statement):
            rest = part.body if part is not statement else statement.orelse
            if self.walk(rest) is State.SUDO:
                return State.SUDO
        return self.walk(statement.finalbody)

    def _scan(self, expressions: list[ast.expr]) -> State:
        """Look at the calls of expressions in the order in which they happen."""
        for expression in expressions:
            for call in _iter_calls(expression):
                state = self._judge(call)
                if state is not State.OPEN:
                    if state is State.SUDO and self.place is None:
                        self.place = call
                    return state
        return State.OPEN

    def _judge(self, call: ast.Call) -> State:
        function = call.func
        if not isinstance(function, ast.Attribute):
            return State.OPEN
        name, receiver = function.attr, function.value
        if name in CHECKS:
            return State.CHECKED
        if name == "sudo":
            return State.OPEN if _is_harmless(call) else State.SUDO
        is_own = isinstance(receiver, ast.Name) and receiver.id == "self"
        if name in CHECKED_CALLS and (is_own or _is_super(receiver)):
            return State.CHECKED
        if _is_super(receiver):
            return State.OPEN
        return self._follow(_find_model(receiver) or self._model, name)

    def _follow(self, model: str, name: str) -> State:
        """What a helper does first, of all who define it."""
        found = self._index.find(model, name)
        if (model, name) in self._trail or not found:
            return State.OPEN
        trail = self._trail | {(model, name)}
        states = {
            Flow(self._index, model, trail).walk(method.body) for model, method in found
        }
        if State.SUDO in states:
            self.helper = self.helper or name
            return State.SUDO
        return State.CHECKED if State.CHECKED in states else State.OPEN


def _get_head(statement: ast.stmt) -> list[ast.expr]:
    """The expressions of a statement that run before what is inside it."""
    if isinstance(statement, ast.For):
        return [statement.iter]
    if isinstance(statement, ast.With):
        return [item.context_expr for item in statement.items]
    return [one for one in ast.iter_child_nodes(statement) if isinstance(one, ast.expr)]


def _iter_calls(node: ast.AST) -> Iterator[ast.Call]:
    """The calls of an expression, those inside another one first."""
    children = list(ast.iter_child_nodes(node))
    if isinstance(node, ast.ListComp | ast.SetComp | ast.GeneratorExp | ast.DictComp):
        children.sort(key=lambda one: not isinstance(one, ast.comprehension))
    for child in children:
        yield from _iter_calls(child)
    if isinstance(node, ast.Call):
        yield node


def _is_super(node: ast.expr) -> bool:
    return (
        isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id == "super"
    )


def _is_harmless(call: ast.Call) -> bool:
    """Whether sudo is taken back, or taken of what belongs to nobody's records."""
    values = [*call.args, *(one.value for one in call.keywords)]
    if any(isinstance(one, ast.Constant) and one.value is False for one in values):
        return True
    receiver = call.func.value
    if _find_model(receiver) in HARMLESS_MODELS:
        return True
    if isinstance(receiver, ast.Call):
        receiver = receiver.func
    return isinstance(receiver, ast.Attribute) and receiver.attr in HARMLESS_NAMES


def _find_model(node: ast.expr) -> str | None:
    """The name of the model of ``self.env["name"]``, with what is chained to it."""
    while isinstance(node, ast.Call | ast.Attribute):
        node = node.func if isinstance(node, ast.Call) else node.value
    if not isinstance(node, ast.Subscript):
        return None
    is_env = isinstance(node.value, ast.Attribute) and node.value.attr == "env"
    name = node.slice
    is_named = isinstance(name, ast.Constant) and isinstance(name.value, str)
    return name.value if is_env and is_named else None
