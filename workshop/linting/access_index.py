"""What the models of the add-ons define, so that a helper is found where it stands."""

from __future__ import annotations

import ast
from collections import defaultdict
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

BASES = {"Model", "AbstractModel", "TransientModel"}
LEFT_OUT = {"tests", "migrations"}


class Index:
    """The methods of all models, over all files that extend them."""

    def __init__(self, files: Iterable[Path]) -> None:
        self._methods = defaultdict(list)
        self._parents = defaultdict(set)
        for file in files:
            self.add(ast.parse(file.read_text()))

    def add(self, tree: ast.Module) -> None:
        for model, parents, node in iter_models(tree):
            self._parents[model].update(parents)
            for method in iter_methods(node):
                self._methods[model, method.name].append(method)

    def find(self, model: str, name: str) -> list[tuple[str, ast.FunctionDef]]:
        """All definitions of a method, with the model or mixin that has them."""
        found, waiting, seen = [], [model], set()
        while waiting:
            one = waiting.pop()
            seen.add(one)
            found += [(model, method) for method in self._methods[one, name]]
            waiting += self._parents[one] - seen
        return found


def find_files(addons: Path) -> list[Path]:
    """The files of the add-ons that may hold models."""
    return [
        file
        for file in sorted(addons.rglob("*.py"))
        if LEFT_OUT.isdisjoint(file.relative_to(addons).parts)
    ]


def iter_models(tree: ast.Module) -> Iterator[tuple[str, set[str], ast.ClassDef]]:
    """Each class of a model: its name, what else it inherits, the class."""
    for node in tree.body:
        if isinstance(node, ast.ClassDef) and any(map(_is_model, node.bases)):
            names = _read_names(node)
            inherited = names.get("_inherit", [])
            model = (names.get("_name") or inherited or [node.name])[0]
            yield model, set(inherited) - {model}, node


def iter_methods(node: ast.ClassDef) -> Iterator[ast.FunctionDef]:
    return (one for one in node.body if isinstance(one, ast.FunctionDef))


def _is_model(base: ast.expr) -> bool:
    return isinstance(base, ast.Attribute) and base.attr in BASES


def _read_names(node: ast.ClassDef) -> dict[str, list[str]]:
    """The values of _name and _inherit, each as a list."""
    found = {}
    for one in node.body:
        if isinstance(one, ast.Assign) and isinstance(one.targets[0], ast.Name):
            texts = [
                leaf.value
                for leaf in ast.walk(one.value)
                if isinstance(leaf, ast.Constant) and isinstance(leaf.value, str)
            ]
            found[one.targets[0].id] = texts
    return {key: found[key] for key in ("_name", "_inherit") if key in found}
