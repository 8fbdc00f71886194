"""The linters: what each is called with, to check and to mend."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from workshop.addons import find_addons
from workshop.linting.node import ensure_node_tools
from workshop.odoo_tree import ensure_odoo
from workshop.paths import ADDONS, PROJECT
from workshop.python_env import ensure_venv

if TYPE_CHECKING:
    from pathlib import Path

PRETTIER_FILES = "**/*.{xml,js,cjs,md,yml,yaml,json}"
ODOO_MESSAGES = (
    "used-before-assignment",
    "undefined-variable",
    "eval-used",
    "unreachable",
    "function-redefined",
    "sql-injection",
    "missing-gettext",
    "gettext-variable",
    "gettext-placeholders",
    "gettext-repr",
    "raise-unlink-override",
)
ODOO_PLUGINS = (
    "_pylint_path_setup",
    "pylint.extensions.bad_builtin",
    "_odoo_checker_sql_injection",
    "_odoo_checker_gettext",
    "_odoo_checker_unlink_override",
    # so that a comment may name what ours says
    "workshop.linting.access_checker",
)


@dataclass(frozen=True)
class Tool:
    name: str
    check: list[str]
    fix: list[str] | None = None
    env: dict[str, str] = field(default_factory=dict)


def get_tools() -> list[Tool]:
    """Install what is missing and return the linters that have something to read."""
    python = ensure_venv("lint", PROJECT / "requirements-dev.txt")
    odoo = ensure_odoo(slim=True)
    addons = find_addons()
    tools = [*_get_ruff_tools(python.parent), *_get_node_tools(python)]
    if addons:
        tools += _get_addon_tools(python.parent, odoo, addons)
    return tools


def _get_ruff_tools(programs: Path) -> list[Tool]:
    ruff, files = str(programs / "ruff"), [".", "jl"]
    return [
        Tool("ruff check", [ruff, "check", *files], [ruff, "check", "--fix", *files]),
        Tool(
            "ruff format", [ruff, "format", "--check", *files], [ruff, "format", *files]
        ),
    ]


def _get_node_tools(python: Path) -> list[Tool]:
    programs, env = ensure_node_tools(python)
    prettier = [str(programs / "prettier"), "--log-level=warn"]
    eslint = [str(programs / "eslint"), "--max-warnings=0", "."]
    return [
        Tool(
            "prettier",
            [*prettier, "--check", PRETTIER_FILES],
            [*prettier, "--write", PRETTIER_FILES],
            env,
        ),
        Tool("eslint", eslint, [*eslint, "--fix"], env),
    ]


def _get_addon_tools(programs: Path, odoo: Path, addons: list[str]) -> list[Tool]:
    folders = [str(ADDONS / addon) for addon in addons]
    catalogues = [str(file) for file in sorted(ADDONS.glob("*/i18n/*.po*"))]
    commands = {
        "oca-checks-odoo-module": ["oca-checks-odoo-module", *folders],
        "oca-checks-po": ["oca-checks-po", *catalogues],
        "manifestoo licences": _get_licence_check(odoo),
    }
    return [
        _get_odoo_pylint(programs, odoo, folders),
        _get_pylint(programs, folders),
        *(
            Tool(name, [str(programs / program), *arguments])
            for name, (program, *arguments) in commands.items()
        ),
    ]


def _get_odoo_pylint(programs: Path, odoo: Path, folders: list[str]) -> Tool:
    """The checker that Odoo's own builds run, here over our add-ons alone."""
    command = [
        str(programs / "pylint"),
        f"--rcfile={os.devnull}",
        "--disable=all",
        f"--enable={','.join(ODOO_MESSAGES)}",
        f"--load-plugins={','.join(ODOO_PLUGINS)}",
        "--score=no",
        *folders,
    ]
    checkers = odoo / "odoo" / "addons" / "test_lint" / "tests"
    env = {
        "PYTHONPATH": os.pathsep.join([str(checkers), str(odoo), str(PROJECT)]),
        "ADDONS_PATH": str(ADDONS),
    }
    return Tool("pylint of Odoo", command, env=env)


def _get_pylint(programs: Path, folders: list[str]) -> Tool:
    """The checks of the OCA and our own one, `workshop/linting/access_checker.py`."""
    command = [str(programs / "pylint"), "--rcfile=.pylintrc", *folders]
    return Tool("pylint-odoo and ours", command, env={"PYTHONPATH": str(PROJECT)})


def _get_licence_check(odoo: Path) -> list[str]:
    return [
        "manifestoo",
        "--no-addons-path-from-import-odoo",
        f"--addons-path={odoo / 'odoo' / 'addons'}",
        f"--select-addons-dir={ADDONS}",
        "check-licenses",
        "--transitive",
    ]
