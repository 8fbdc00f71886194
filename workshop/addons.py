"""The add-ons of this project, read from their manifests without importing Odoo."""

from __future__ import annotations

import ast
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from workshop.paths import ADDONS


@dataclass(frozen=True)
class Addon:
    path: Path

    @property
    def name(self) -> str:
        return self.path.name

    @cached_property
    def manifest(self) -> dict:
        text = (self.path / "__manifest__.py").read_text(encoding="utf-8")
        return ast.literal_eval(text)

    @property
    def depends(self) -> list[str]:
        return self.manifest.get("depends", [])


def find_addons(names: list[str] | None = None) -> list[Addon]:
    """All add-ons of the project, or those named; an unknown name raises KeyError."""
    manifests = sorted(ADDONS.glob("*/__manifest__.py"))
    found = {file.parent.name: Addon(file.parent) for file in manifests}
    return [found[name] for name in names] if names else list(found.values())


def find_foreign_depends(addons: list[Addon]) -> list[str]:
    """Modules outside this project that the add-ons and their relatives need."""
    ours = {addon.name: addon for addon in find_addons()}
    foreign: set[str] = set()
    queue, seen = [addon.name for addon in addons], set()
    while queue:
        name = queue.pop()
        if name not in ours:
            foreign.add(name)
        elif name not in seen:
            seen.add(name)
            queue.extend(ours[name].depends)
    return sorted(foreign)
