"""PostgreSQL: the user's own server, or a private cluster of this checkout."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from workshop import process
from workshop.cluster import find_binaries, library_env, private_cluster
from workshop.console import Stop, fail

OLDEST_VERSION = 130000
FIELD, RECORD = "\x1f", "\x1e"
LOCALES = ("C.UTF-8", "C.utf8", "en_US.UTF-8", "en_US.utf8")
SERVER_HINT = "Check PGHOST, PGPORT, PGUSER and PGPASSWORD, or unset them all."


@dataclass(frozen=True)
class Postgres:
    """A server to make databases on. The password stays in the environment."""

    host: str
    port: int
    user: str
    binaries: Path

    def env(self) -> dict[str, str]:
        """Variables for libpq: psql, psycopg2 and Odoo all follow them."""
        return {
            "PGHOST": self.host,
            "PGPORT": str(self.port),
            "PGUSER": self.user,
            "PGDATABASE": "postgres",
        }

    def client_env(self) -> dict[str, str]:
        """The same for the programs beside our psql."""
        return {**self.env(), **library_env(self.binaries)}

    def odoo_args(self) -> list[str]:
        return [
            f"--db_host={self.host}",
            f"--db_port={self.port}",
            f"--db_user={self.user}",
        ]

    def exists(self, name: str) -> bool:
        return (name,) in self.query("postgres", "SELECT datname FROM pg_database")

    def createdb(self, name: str, template: str | None = None) -> None:
        """Make a database fit for Chinese, or a copy of another one.

        With the character type C, PostgreSQL sees no letters in Chinese text
        and finds nothing similar; the sort order C keeps indexes usable.
        """
        if template:
            self._execute(f"CREATE DATABASE {quote(name)} TEMPLATE {quote(template)}")
            return
        self._execute(
            f"CREATE DATABASE {quote(name)} TEMPLATE template0 ENCODING 'UTF8' "
            f"LC_COLLATE 'C' LC_CTYPE '{_find_locale(self)}'"
        )

    def dropdb(self, name: str) -> None:
        self._execute(f"DROP DATABASE IF EXISTS {quote(name)} WITH (FORCE)")

    def rename(self, name: str, new_name: str) -> None:
        self._execute(f"ALTER DATABASE {quote(name)} RENAME TO {quote(new_name)}")

    def comment(self, name: str) -> str:
        """The comment on a database."""
        sql = "SELECT datname, shobj_description(oid, 'pg_database') FROM pg_database"
        return dict(self.query("postgres", sql)).get(name, "")

    def set_comment(self, name: str, text: str) -> None:
        self._execute(f"COMMENT ON DATABASE {quote(name)} IS {quote_text(text)}")

    def query(self, db: str, sql: str) -> list[tuple[str, ...]]:
        """Rows as text, NULL as the empty string."""
        flags = ["-X", "-q", "-A", "-t", "-F", FIELD, "-R", RECORD]
        output = self._psql(db, sql, *flags).rstrip("\n")
        records = output.split(RECORD) if output else []
        return [tuple(record.split(FIELD)) for record in records]

    def _execute(self, sql: str) -> None:
        self._psql("postgres", sql, "-X", "-q")

    def _psql(self, db: str, sql: str, *flags: str) -> str:
        return process.run(
            [*self.psql(db), *flags, "-v", "ON_ERROR_STOP=1"],
            what="The database query",
            env=self.client_env(),
            text=sql,
        )

    def psql(self, db: str) -> list[str | Path]:
        return [self.binaries / "psql", "-d", db]


def ensure_postgres(*, fast: bool = False) -> Postgres:
    """A server that answers: the one of PGHOST, else a cluster of this checkout.

    `fast` gives a second cluster that loses its data in a power cut: for tests.
    The private cluster stops when the last `./jl` that uses it ends.
    """
    if os.environ.get("PGHOST"):
        return _check(_given_server())
    cluster = private_cluster("fast" if fast else "safe")
    cluster.use()
    return Postgres(str(cluster.socket_folder), 5432, "odoo", cluster.binaries)


def quote(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def quote_text(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def _given_server() -> Postgres:
    user = os.environ.get("PGUSER") or os.environ.get("USER") or "odoo"
    port = int(os.environ.get("PGPORT") or 5432)
    return Postgres(os.environ["PGHOST"], port, user, find_binaries())


def _check(server: Postgres) -> Postgres:
    where = f"{server.user}@{server.host}:{server.port}"
    result = process.attempt(
        [*server.psql("postgres"), "-X", "-A", "-t", "-F", " "],
        env=server.client_env(),
        text="SELECT current_setting('server_version_num'), rolcreatedb OR rolsuper "
        "FROM pg_roles WHERE rolname = current_user",
    )
    if result.returncode:
        fail(
            f"PostgreSQL at {where} does not answer:\n"
            f"{process.last_lines(result.stdout)}",
            SERVER_HINT,
        )
    version, may_create = result.stdout.split()
    if int(version) < OLDEST_VERSION:
        fail(f"PostgreSQL at {where} is older than 13, which Odoo 19 needs.")
    if may_create != "t":
        fail(
            f"{server.user} may not create databases at {where}.",
            f'Let an administrator run: ALTER ROLE "{server.user}" CREATEDB;',
        )
    return server


@cache
def _find_locale(server: Postgres) -> str:
    rows = server.query("postgres", "SELECT DISTINCT collctype FROM pg_collation")
    known = {_normalise(row[0]): row[0] for row in rows if row[0]}
    for locale in LOCALES:
        if _normalise(locale) in known:
            return known[_normalise(locale)]
    raise Stop(
        "The PostgreSQL server knows neither the locale C.UTF-8 nor en_US.UTF-8.",
        "Generate one there (Debian: dpkg-reconfigure locales), restart PostgreSQL, "
        "and run: SELECT pg_import_system_collations('pg_catalog');",
    )


def _normalise(locale: str) -> str:
    return re.sub(r"[^a-z0-9.]", "", locale.lower())
