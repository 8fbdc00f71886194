"""Node and the linters written for it, kept in the cache and never in the checkout."""

from __future__ import annotations

import os
import shutil
from typing import TYPE_CHECKING

from workshop import process
from workshop.console import step
from workshop.locks import build_once
from workshop.paths import CACHE, PROJECT, hash_text

if TYPE_CHECKING:
    from pathlib import Path

MANIFEST = PROJECT / "package.json"
LOCK = PROJECT / "package-lock.json"
OLDEST_NODE = 18
HINT = "Is the network up? npm follows its own settings: npm config list."


def ensure_node_tools(lint_python: Path) -> tuple[Path, dict[str, str]]:
    """Return the folder of the programs and the environment to run them in."""
    env = _get_node_environment(lint_python)
    key = hash_text(MANIFEST.read_text(), LOCK.read_text())
    folder = build_once(CACHE / "node", key, lambda target: _install(target, env))
    modules = folder / "node_modules"
    return modules / ".bin", {**env, "NODE_PATH": str(modules)}


def _get_node_environment(lint_python: Path) -> dict[str, str]:
    """The machine's own node where it is young enough, else the one of the linters."""
    if _has_node():
        return {}
    programs = [str(lint_python.parent), os.environ.get("PATH", os.defpath)]
    return {"PATH": os.pathsep.join(programs)}


def _has_node() -> bool:
    if not (shutil.which("node") and shutil.which("npm")):
        return False
    major = process.attempt(["node", "--version"]).stdout.lstrip("v").partition(".")[0]
    return major.isdigit() and int(major) >= OLDEST_NODE


def _install(target: Path, env: dict[str, str]) -> None:
    for file in (MANIFEST, LOCK):
        shutil.copy(file, target)
    command = ["npm", "ci", "--no-audit", "--no-fund", "--ignore-scripts"]
    with step("Installing prettier and eslint"):
        process.run(command, what="npm ci", cwd=target, env=env, hint=HINT)
