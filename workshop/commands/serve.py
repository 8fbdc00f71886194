"""Run JL CRM with demo data and show where it is and who can log in.

The first call fetches Odoo 19, its Python packages and, where the computer has
none, PostgreSQL and the PDF tools; nothing is installed on the system. Later
calls start in seconds and bring the database up to date with changed add-ons.
Ctrl-C ends it; the database is kept.

JL_COUNTRY=<code of two letters> makes a base for another country than China:
language, currency, time zone, taxes and chart of accounts follow from it.
"""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from workshop.addons import find_addons
from workshop.console import Stop, fail, format_table, say, warn
from workshop.country import find_country, is_slim
from workshop.demo import DATABASE, ensure_demo, list_users
from workshop.paths import LOCAL
from workshop.ports import require_free_port
from workshop.process import tail
from workshop.runtime import Runtime

if TYPE_CHECKING:
    from workshop.server import Server

PORT = 8069
LOCALHOST = "127.0.0.1"
EVERYWHERE = "0.0.0.0"  # noqa: S104 - only when --public asks for it
LOG = LOCAL / "serve.log"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--port", type=int, default=PORT, help=f"default: {PORT}")
    parser.add_argument(
        "--public",
        action="store_true",
        help="also answer other computers (default: this one only)",
    )
    parser.add_argument(
        "--reset", action="store_true", help="make the database anew, losing its data"
    )
    parser.add_argument(
        "--prepare", action="store_true", help="do everything but run the server"
    )
    parser.add_argument("--database", default=DATABASE, help=f"default: {DATABASE}")
    parser.add_argument("--modules", default="", help=argparse.SUPPRESS)


def run(args: argparse.Namespace) -> int:
    modules = list(filter(None, args.modules.split(",")))
    if not modules and not find_addons():
        fail(
            "There is no add-on to show: the folder addons/ holds none.",
            "git status tells what is missing from this checkout.",
        )
    interface = EVERYWHERE if args.public else LOCALHOST
    if not args.prepare:
        require_free_port(interface, args.port)
    runtime = Runtime.prepare(slim=is_slim(find_country()))
    ensure_demo(runtime, args.database, modules, reset=args.reset)
    if args.prepare:
        say("Everything is ready: ./jl serve starts it.")
        return 0
    return _serve(runtime, args.database, interface, args.port)


def _serve(runtime: Runtime, database: str, interface: str, port: int) -> int:
    LOG.unlink(missing_ok=True)
    option = f"--http-interface={interface}"
    try:
        with runtime.server(database, port, option, log=LOG) as server:
            _introduce(runtime, database, server, public=interface == EVERYWHERE)
            server.process.wait()
    except KeyboardInterrupt:
        say("\nStopped. The database is kept: ./jl serve shows it again.")
        return 0
    raise Stop(f"Odoo ended by itself:\n{tail(LOG)}", f"The whole log: {LOG}")


def _introduce(
    runtime: Runtime, database: str, server: Server, *, public: bool
) -> None:
    say(f"\nJL CRM is running: http://localhost:{server.port}\n")
    users = list_users(runtime.postgres, database)
    say(format_table(("Login", "Name", "Role", "Language"), users))
    say("\nThe password of each demo user is the same as the login.")
    if public:
        warn("Other computers can reach it, and everybody knows these passwords.")
    say(f"Log: {server.log}. Ctrl-C ends it.")
