"""PostgreSQL: the commands that are sent, and servers that are refused."""

from pathlib import Path
from subprocess import CompletedProcess

import pytest

from workshop import postgres, process
from workshop.console import Stop
from workshop.postgres import FIELD, RECORD, Postgres

pytestmark = pytest.mark.no_odoo


@pytest.fixture
def server():
    postgres._find_locale.cache_clear()
    return Postgres("/run/pg", 5433, "odoo", Path("/usr/lib/postgresql/15/bin"))


@pytest.fixture
def sent(monkeypatch):
    """The statements that psql would run, and what it answers."""
    statements, answers = [], {}

    def run(_command, *, text, **_options):
        statements.append(text)
        return next((value for key, value in answers.items() if key in text), "")

    monkeypatch.setattr(process, "run", run)
    return statements, answers


def test_the_address_is_told_to_libpq_and_odoo(server):
    assert server.env()["PGHOST"] == "/run/pg"
    assert server.odoo_args() == [
        "--db_host=/run/pg",
        "--db_port=5433",
        "--db_user=odoo",
    ]


def test_databases_are_fit_for_chinese(server, sent):
    statements, answers = sent
    answers["pg_collation"] = RECORD.join(["C", "C.utf8", "en_US.utf8"])

    server.createdb("jl")

    assert statements[-1] == (
        "CREATE DATABASE \"jl\" TEMPLATE template0 ENCODING 'UTF8' "
        "LC_COLLATE 'C' LC_CTYPE 'C.utf8'"
    )


def test_a_server_without_a_fitting_locale_is_refused(server, sent):
    _statements, answers = sent
    answers["pg_collation"] = RECORD.join(["C", "POSIX"])

    with pytest.raises(Stop, match=r"neither the locale C\.UTF-8 nor en_US\.UTF-8"):
        server.createdb("jl")


def test_a_copy_keeps_what_its_template_has(server, sent):
    statements, _answers = sent

    server.createdb('a"b', "tpl")

    assert statements == ['CREATE DATABASE "a""b" TEMPLATE "tpl"']


def test_rows_come_apart(server, sent):
    _statements, answers = sent
    answers["SELECT"] = RECORD.join([f"a{FIELD}", f"张{FIELD}b\nc"]) + "\n"

    assert server.query("db", "SELECT") == [("a", ""), ("张", "b\nc")]


def test_no_rows(server, sent):
    assert server.query("db", "SELECT 1 WHERE false") == []


@pytest.mark.parametrize(
    ("code", "output", "message"),
    [
        (2, "connection refused", "does not answer:\n    connection refused"),
        (0, "120012 t", "older than 13"),
        (0, "150004 f", "odoo may not create databases"),
    ],
)
def test_unfit_servers_are_refused(monkeypatch, server, code, output, message):
    answer = CompletedProcess([], code, output)
    monkeypatch.setattr(process, "attempt", lambda *_args, **_options: answer)

    with pytest.raises(Stop, match=message):
        postgres._check(server)


def test_the_users_server_wins(monkeypatch):
    for name, value in {"HOST": "db", "PORT": "6432", "USER": "me"}.items():
        monkeypatch.setenv(f"PG{name}", value)
    monkeypatch.setattr(postgres, "find_binaries", lambda: Path("/usr/bin"))
    monkeypatch.setattr(postgres, "_check", lambda server: server)

    found = postgres.ensure_postgres()

    assert (found.host, found.port, found.user) == ("db", 6432, "me")
