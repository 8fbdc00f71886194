"""A checker for pylint: public methods check access before they use sudo.

Any login calls a public method with any ids. What is read by sudo stays in the cache,
where no rule is asked any more: the key of an order was given away like that.

``pylint --load-plugins=workshop.linting.access_checker``. A method that is meant to
work for everybody says why, beside ``# pylint: disable=sudo-before-access-check``.
"""

from __future__ import annotations

from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from pylint.checkers import BaseChecker

from workshop.linting.access_doors import NAME, find_open_methods
from workshop.linting.access_index import Index, find_files

if TYPE_CHECKING:
    from astroid import nodes
    from pylint.lint import PyLinter

ADDONS = Path(__file__).resolve().parents[2] / "addons"


class AccessChecker(BaseChecker):
    name = "access"
    msgs = {
        "E8901": (
            "%s uses sudo (%s) before it checks access",
            NAME,
            "Whoever is logged in calls it with any ids: call check_access first.",
        )
    }

    @cached_property
    def index(self) -> Index:
        return Index(find_files(ADDONS))

    def visit_module(self, node: nodes.Module) -> None:
        text = node.stream().read()
        self.found = {
            line: (method, how)
            for line, method, how in find_open_methods(text, self.index)
        }

    def visit_functiondef(self, node: nodes.FunctionDef) -> None:
        if node.lineno in self.found:
            self.add_message(NAME, node=node, args=self.found[node.lineno])


def register(linter: PyLinter) -> None:
    linter.register_checker(AccessChecker(linter))
