"""The public methods of an add-on that use sudo before they check access."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from workshop.linting.access_flow import Flow, State
from workshop.linting.access_index import iter_methods, iter_models

if TYPE_CHECKING:
    from collections.abc import Iterator

    from workshop.linting.access_index import Index

# what pylint calls it
NAME = "sudo-before-access-check"
# the ORM checks what they write and gives nothing back, or Odoo itself calls them
LEFT_OUT_NAMES = {"create", "write", "unlink", "init"}
LEFT_OUT_MARKS = {"property", "staticmethod", "classmethod", "private"}


def find_open_methods(
    text: str | bytes, index: Index
) -> Iterator[tuple[int, str, str]]:
    """Each public method that uses sudo too early: its line, its name, and how."""
    for model, _parents, node in iter_models(ast.parse(text)):
        for method in filter(_is_public, iter_methods(node)):
            flow = Flow(index, model, frozenset({(model, method.name)}))
            if flow.walk(method.body) is State.SUDO:
                how = f"line {flow.place.lineno}"
                if flow.helper:
                    how += f", in {flow.helper}"
                yield method.lineno, f"{model}.{method.name}", how


def _is_public(method: ast.FunctionDef) -> bool:
    marks = {
        getattr(one, "attr", getattr(one, "id", "")) for one in method.decorator_list
    }
    is_hidden = method.name.startswith("_") or method.name in LEFT_OUT_NAMES
    return not is_hidden and LEFT_OUT_MARKS.isdisjoint(marks)
