"""How Odoo is called, and which database fits which state."""

from pathlib import Path

import pytest

from workshop import databases, runtime
from workshop.postgres import Postgres
from workshop.runtime import Runtime

pytestmark = pytest.mark.no_odoo


@pytest.fixture
def odoo(monkeypatch, tmp_path):
    monkeypatch.setattr(runtime, "LOCAL", tmp_path)
    site = tmp_path / "site"
    site.mkdir()
    (site / "odoo-version").write_text("19.0-1")
    server = Postgres("/run/pg", 5432, "odoo", Path("/usr/bin"))
    return Runtime(site, Path("/venv/python"), server, {"PATH": "/bin"})


def test_a_plain_call(odoo):
    command = odoo.command("-d", "jl", "--stop-after-init")

    assert command[1:] == ["-m", "odoo", "-d", "jl", "--stop-after-init"]


def test_a_measured_call(odoo):
    command = odoo.command("shell", coverage=Path("/c/data"))

    assert command[1:] == [
        *("-m", "coverage", "run", "--branch", "--parallel-mode"),
        *("--data-file=/c/data", "-m", "odoo", "shell"),
    ]


def test_the_environment_names_the_server_but_no_database(odoo):
    env = odoo.env()

    assert env["PGHOST"] == "/run/pg"
    assert env["ODOO_RC"].endswith("/odoo.conf")
    assert "PGDATABASE" not in env


def test_tests_keep_their_files_apart(odoo, tmp_path):
    fast = Runtime(odoo.odoo_path, odoo.python, odoo.postgres, {}, "fast")

    assert fast.data == tmp_path / "data-fast"
    assert fast.configuration != odoo.configuration


def test_the_configuration_closes_what_is_open_by_default(odoo):
    odoo._write_configuration()

    text = odoo.configuration.read_text()
    assert "http_interface = 127.0.0.1" in text
    assert "list_db = False" in text
    assert "admin_passwd = admin\n" not in text
    assert odoo.configuration.stat().st_mode & 0o077 == 0


def test_the_master_password_stays(odoo):
    odoo._write_configuration()
    first = odoo.configuration.read_text()
    odoo._write_configuration()

    assert odoo.configuration.read_text() == first


def make_key(odoo, modules=("crm",), languages=(), demo=False):
    return odoo._template_key(list(modules), list(languages), demo=demo)


def test_a_template_belongs_to_its_contents(odoo):
    keys = {
        make_key(odoo),
        make_key(odoo, modules=["crm", "sale"]),
        make_key(odoo, languages=["zh_CN"]),
        make_key(odoo, demo=True),
    }

    assert len(keys) == 4
    assert make_key(odoo, ["sale", "crm"]) == make_key(odoo, ["crm", "sale"])


def test_a_template_belongs_to_one_odoo(odoo):
    before = make_key(odoo)
    (odoo.odoo_path / "odoo-version").write_text("19.0-2")

    assert make_key(odoo) != before


def test_our_add_ons_count_only_where_they_are_in(odoo, monkeypatch):
    sums = {"jl_x": "1"}
    monkeypatch.setattr(databases.addons, "find_addons", lambda: ["jl_x"])
    monkeypatch.setattr(databases.addons, "checksums", lambda: dict(sums))
    stock, ours = make_key(odoo), make_key(odoo, ["jl_x"])
    sums["jl_x"] = "2"

    assert make_key(odoo) == stock
    assert make_key(odoo, ["jl_x"]) != ours


def test_copies_share_the_files_of_the_template(odoo, monkeypatch):
    monkeypatch.setattr(Postgres, "createdb", lambda *_args: None)
    monkeypatch.setattr(Postgres, "dropdb", lambda *_args: None)
    stored = odoo.filestore("tpl") / "ab" / "abc"
    stored.parent.mkdir(parents=True)
    stored.write_text("x")

    odoo.clone("tpl", "copy")
    odoo.drop("tpl")

    assert (odoo.filestore("copy") / "ab" / "abc").read_text() == "x"


def test_progress_is_read_from_the_log(tmp_path):
    log = tmp_path / "odoo.log"
    assert databases._loading_progress(log) == ""

    log.write_text("Loading module web (2/67)\nx\nLoading module crm (35/67)\ny\n")

    assert databases._loading_progress(log) == "35 of 67: crm"
