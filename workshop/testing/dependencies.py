"""What the add-ons stand on."""

from __future__ import annotations

from workshop.addons import find_addons, read_manifest
from workshop.paths import ADDONS


def read_depends(addon: str) -> list[str]:
    return read_manifest(ADDONS / addon / "__manifest__.py").get("depends", [])


def find_foreign_depends(addons: list[str]) -> list[str]:
    """Modules outside this project that the add-ons and their relatives need."""
    ours, seen = set(find_addons()), set()
    queue = list(addons)
    while queue:
        if (name := queue.pop()) not in seen:
            seen.add(name)
            queue += read_depends(name) if name in ours else []
    return sorted(seen - ours)
