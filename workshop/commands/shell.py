"""Open Odoo's Python shell on the database of `./jl serve`.

`env` is the environment of the superuser; `env.cr.commit()` keeps changes.
Other arguments go to `odoo shell`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from workshop.country import find_country, is_slim
from workshop.demo import DATABASE, require_database
from workshop.process import interact
from workshop.runtime import Runtime

if TYPE_CHECKING:
    import argparse

PASSES_ON = True


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--database", default=DATABASE, help=f"default: {DATABASE}")


def run(args: argparse.Namespace) -> int:
    runtime = Runtime.prepare(slim=is_slim(find_country()), pdf=False)
    require_database(runtime.postgres, args.database)
    options = ["-d", args.database, "--no-http", "--log-level=warn", *args.passed_on]
    return interact(runtime.command("shell", *options), env=runtime.env())
