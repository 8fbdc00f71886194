"""Check the style of Python, XML, JavaScript, documents and translations."""

from __future__ import annotations

import argparse

from workshop.linting.runner import check, mend
from workshop.linting.tools import get_tools


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--fix", action="store_true", help="mend what the tools can mend, then check"
    )


def run(args: argparse.Namespace) -> int:
    tools = get_tools()
    if args.fix:
        mend(tools)
    return 0 if check(tools) else 1
