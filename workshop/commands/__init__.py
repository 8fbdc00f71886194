"""The commands of `./jl`: every module here is one.

Its docstring is its help, `add_arguments(parser)` declares its options and
`run(args)` does the work and returns the exit status. With `PASSES_ON = True`
arguments that it does not declare come as `args.passed_on`.
"""

from __future__ import annotations

import argparse
import ast
import difflib
import errno
import importlib
import os
import signal
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from workshop.console import Stop, fail, say, warn

if TYPE_CHECKING:
    from types import ModuleType

FOLDER = Path(__file__).parent
USAGE = "usage: ./jl <command> [options]     (options: ./jl <command> --help)"


def main(argv: list[str]) -> int:
    _set_up_process()
    try:
        return _dispatch(argv)
    except Stop as stop:
        return _explain(stop)
    except KeyboardInterrupt:
        warn("\nInterrupted.")
        return 130
    except BrokenPipeError:
        # who read our output has gone; Python would complain once more at its end
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 141
    except OSError as error:
        if error.errno != errno.ENOSPC:
            raise
        place = error.filename or "no space is left"
        hint = "Free some space, or name a folder on another disk: JL_CACHE=<folder>."
        return _explain(Stop(f"The disk is full: {place}.", hint))


def _set_up_process() -> None:
    for stream in (sys.stdout, sys.stderr):
        # a terminal without “…” is no reason to break off
        stream.reconfigure(errors="replace")
    for number in (signal.SIGTERM, signal.SIGHUP):
        # ending in order stops the servers that were started
        signal.signal(number, lambda number, _frame: sys.exit(128 + number))


def _explain(stop: Stop) -> int:
    warn(f"\n{stop.message}")
    if stop.hint:
        warn(f"→ {stop.hint}")
    return 2


def _dispatch(argv: list[str]) -> int:
    if not argv or argv[0] in {"help", "-h", "--help"}:
        return _help(argv[1:])
    name, *rest = argv
    if name not in names():
        near = difflib.get_close_matches(name, names(), n=1)
        fail(
            f"There is no command “{name}”.",
            f"Did you mean ./jl {near[0]}?" if near else "./jl help lists them all.",
        )
    module = importlib.import_module(f"{__name__}.{name.replace('-', '_')}")
    parser = argparse.ArgumentParser(
        prog=f"./jl {name}",
        description=module.__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    module.add_arguments(parser)
    return module.run(_parse(parser, rest, module)) or 0


def _parse(
    parser: argparse.ArgumentParser, argv: list[str], module: ModuleType
) -> argparse.Namespace:
    """Options; what a command does not know goes to the program behind it."""
    if not getattr(module, "PASSES_ON", False):
        return parser.parse_args(argv)
    args, args.passed_on = parser.parse_known_args(argv)
    return args


def _help(argv: list[str]) -> int:
    if argv:
        return _dispatch([argv[0], "--help"])
    say("JL CRM: a customer relationship system on Odoo 19 Community.\n")
    say(f"{USAGE}\n")
    width = max(map(len, names()), default=0)
    for name in names():
        say(f"  {name:<{width}}  {summary(name)}")
    return 0


def names() -> list[str]:
    paths = sorted(FOLDER.glob("[a-z]*.py"))
    return [path.stem.replace("_", "-") for path in paths]


def summary(name: str) -> str:
    """First line of a command's docstring, read without running its code."""
    path = FOLDER / f"{name.replace('-', '_')}.py"
    docstring = ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))
    return (docstring or "").partition("\n")[0]
