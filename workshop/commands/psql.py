"""Open psql on the database of `./jl serve`; other arguments go to psql.

For example: ./jl psql -c "SELECT count(*) FROM res_partner"
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from workshop.demo import DATABASE, require_database
from workshop.postgres import ensure_postgres
from workshop.process import interact

if TYPE_CHECKING:
    import argparse

PASSES_ON = True


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--database", default=DATABASE, help=f"default: {DATABASE}")


def run(args: argparse.Namespace) -> int:
    postgres = ensure_postgres()
    require_database(postgres, args.database)
    command = [*postgres.psql(args.database), *args.passed_on]
    return interact(command, env=postgres.client_env())
