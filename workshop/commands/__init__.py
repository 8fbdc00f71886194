"""The commands of `./jl`: every module here is one.

Its docstring is its help, `add_arguments(parser)` declares its options and
`run(args)` does the work and returns the exit status.
"""

from __future__ import annotations

import argparse
import ast
import difflib
import importlib
import signal
import sys
from pathlib import Path

from workshop.console import Stop, fail, say, warn

FOLDER = Path(__file__).parent
NO_SPACE = 28
USAGE = "usage: ./jl <command> [options]     (options: ./jl <command> --help)"


def main(argv: list[str]) -> int:
    # ending in order stops the servers that were started
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    try:
        return _dispatch(argv)
    except Stop as stop:
        warn(f"\n{stop.message}")
        if stop.hint:
            warn(f"→ {stop.hint}")
        return 2
    except KeyboardInterrupt:
        warn("\nInterrupted.")
        return 130
    except OSError as error:
        if error.errno != NO_SPACE:
            raise
        warn(f"\nThe disk is full: {error.filename or 'no space left'}.")
        warn("→ Free some space, or name a folder on another disk: JL_CACHE=<folder>.")
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
    return module.run(parser.parse_args(rest)) or 0


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
