"""The add-ons of this project."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from workshop.console import fail
from workshop.paths import ADDONS, hash_files

if TYPE_CHECKING:
    from pathlib import Path

PREFIX = "jl_"


def find_addons(folder: Path = ADDONS) -> list[str]:
    """Names of the add-ons that can be installed."""
    manifests = sorted(folder.glob(f"{PREFIX}*/__manifest__.py"))
    return [
        path.parent.name
        for path in manifests
        if read_manifest(path).get("installable", True)
    ]


def read_manifest(path: Path) -> dict:
    try:
        return ast.literal_eval(path.read_text(encoding="utf-8"))
    except (SyntaxError, ValueError) as error:
        fail(f"The manifest {path} cannot be read: {error}")


def checksums(folder: Path = ADDONS) -> dict[str, str]:
    """What tells whether an add-on has changed."""
    return {name: hash_files(folder / name) for name in find_addons(folder)}
