"""Measure the add-ons' Python without importing it: functions, imports, models."""

from __future__ import annotations

import ast
from collections import defaultdict
from collections.abc import Iterator
from graphlib import CycleError, TopologicalSorter
from pathlib import Path
from typing import NamedTuple

from workshop.addons import find_addons
from workshop.paths import ADDONS

FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)


class Source(NamedTuple):
    """A module of an add-on, apart from its tests; `name` is models.crm_lead."""

    addon: str
    name: str
    tree: ast.Module


class Model(NamedTuple):
    """A class of a model: what it is called, what it stands on."""

    name: str
    parents: frozenset[str]
    is_abstract: bool


def read_sources() -> Iterator[Source]:
    for addon in find_addons():
        folder = ADDONS / addon
        for path in sorted(folder.rglob("*.py")):
            place = path.relative_to(folder)
            if "tests" not in place.parts and "migrations" not in place.parts:
                tree = ast.parse(path.read_text(encoding="utf-8"))
                yield Source(addon, _name_module(place), tree)


def _name_module(place: Path) -> str:
    parts = place.with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


# how long its functions are


def measure_functions(source: Source) -> Iterator[tuple[str, int]]:
    """Each function's name and its lines, those of its docstring not counted."""
    for node in ast.walk(source.tree):
        if isinstance(node, FUNCTIONS):
            yield node.name, _count_lines(node) - _count_docstring(node)


def _count_lines(node: ast.stmt) -> int:
    return node.end_lineno - node.lineno + 1


def _count_docstring(node: ast.FunctionDef) -> int:
    return _count_lines(node.body[0]) if ast.get_docstring(node) else 0


# what its modules import


def find_circle(sources: list[Source]) -> list[str]:
    """Modules of one add-on that import each other in a circle; empty without one."""
    names = {source.name for source in sources}
    graph = {source.name: set(_list_imports(source, names)) for source in sources}
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        return error.args[1]
    return []


def _list_imports(source: Source, names: set[str]) -> Iterator[str]:
    """The add-on's own modules that a module needs when it runs."""
    is_package = any(name.startswith(f"{source.name}.") for name in names)
    package = source.name if is_package else source.name.rpartition(".")[0]
    for node in _walk_at_run_time(source.tree):
        if isinstance(node, ast.ImportFrom):
            origin = _resolve(node, source.addon, package)
            if origin is not None:
                yield from _find_modules(origin, node, names - {source.name})


def _walk_at_run_time(node: ast.AST) -> Iterator[ast.AST]:
    """All nodes but those that only type checkers read."""
    for child in ast.iter_child_nodes(node):
        if not (isinstance(child, ast.If) and "TYPE_CHECKING" in ast.dump(child.test)):
            yield child
            yield from _walk_at_run_time(child)


def _resolve(node: ast.ImportFrom, addon: str, package: str) -> str | None:
    """Where it imports from, within the add-on; None when that lies elsewhere."""
    if node.level:
        parts = package.split(".") if package else []
        kept = parts[: len(parts) - node.level + 1]
        return ".".join([*kept, *([node.module] if node.module else [])])
    own = f"odoo.addons.{addon}"
    if node.module == own:
        return ""
    prefix = f"{own}."
    return node.module[len(prefix) :] if node.module.startswith(prefix) else None


def _find_modules(origin: str, node: ast.ImportFrom, names: set[str]) -> Iterator[str]:
    """`from .tools import phone` needs the module phone, or else the package itself."""
    for alias in node.names:
        module = f"{origin}.{alias.name}".lstrip(".")
        if module in names:
            yield module
        elif origin in names:
            yield origin


# what its models stand on


def find_models(sources: list[Source]) -> Iterator[Model]:
    for source in sources:
        for node in ast.walk(source.tree):
            if isinstance(node, ast.ClassDef) and (model := _read_model(node)):
                yield model


def _read_model(node: ast.ClassDef) -> Model | None:
    bases = {base.attr for base in node.bases if isinstance(base, ast.Attribute)}
    parents = _read_names(node, "_inherit")
    names = _read_names(node, "_name") or parents
    if not bases & {"AbstractModel", "Model", "TransientModel"} or len(names) != 1:
        return None
    return Model(names[0], frozenset(parents), "AbstractModel" in bases)


def _read_names(node: ast.ClassDef, attribute: str) -> list[str]:
    """The texts of `_name` or `_inherit`, which is one or a list of them."""
    return [
        constant.value
        for statement in node.body
        if isinstance(statement, ast.Assign)
        and [ast.unparse(target) for target in statement.targets] == [attribute]
        for constant in ast.walk(statement.value)
        if isinstance(constant, ast.Constant)
    ]


def find_lonely_mixins(models: list[Model]) -> set[str]:
    """Abstract models that exactly one model inherits, be it an abstract one too.

    Those that nobody inherits are services, and no parts of another model.
    """
    abstract = {
        model.name
        for model in models
        if model.is_abstract and model.name not in model.parents
    }
    heirs: dict[str, set[str]] = defaultdict(set)
    for model in models:
        for parent in model.parents - {model.name}:
            heirs[parent].add(model.name)
    return {name for name in abstract if len(heirs[name]) == 1}
