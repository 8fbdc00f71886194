"""Measure the product beside its peers; fails when a target is missed."""

from __future__ import annotations

import argparse
import importlib
from typing import TYPE_CHECKING

from workshop.paths import PROJECT
from workshop.runtime import Runtime

if TYPE_CHECKING:
    from types import ModuleType

FOLDER = PROJECT / "benchmarks"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    choices = parser.add_subparsers(dest="benchmark", required=True)
    for name, module in find_benchmarks().items():
        description = module.__doc__ or ""
        one = choices.add_parser(
            name.replace("_", "-"),
            help=description.partition("\n")[0],
            description=description,
            formatter_class=argparse.RawDescriptionHelpFormatter,
        )
        module.add_arguments(one)
        one.set_defaults(measure=module.run)


def run(args: argparse.Namespace) -> int:
    return args.measure(Runtime.prepare(pdf=False), args)


def find_benchmarks() -> dict[str, ModuleType]:
    """The packages of benchmarks/ that can be run, by name."""
    names = sorted(path.parent.name for path in FOLDER.glob("[a-z]*/__init__.py"))
    modules = {name: importlib.import_module(f"benchmarks.{name}") for name in names}
    return {name: module for name, module in modules.items() if hasattr(module, "run")}
