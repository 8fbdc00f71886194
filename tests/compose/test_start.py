"""What the odoo service does when it starts, with programs that only take notes."""

from __future__ import annotations

import configparser
import os
import shutil
import stat
import subprocess
from pathlib import Path

import pytest

from workshop.addons import find_addons
from workshop.paths import ADDONS, PROJECT

START = PROJECT / "docker" / "start"
MAKE_PASSWORD = PROJECT / "docker" / "make-password"
pytestmark = pytest.mark.no_odoo

NOTE = 'printf "%s\\n" "$(basename "$0")|$*" >> "$NOTES"\n'
# notes what a script says of the country
ODOO = rf"""#!/bin/sh
{NOTE}
[ "$1" != shell ] || sed -n 's/^env\["res.company.*/script|&/p' >> "$NOTES"
[ ! -e fail-odoo ] || exit 7
"""
# answers what the files "database" and "stamp" say, and keeps the stamp
PSQL = rf"""#!/bin/sh
{NOTE}
case $* in
    *pg_database*) [ ! -e database ] || echo 1 ;;
    *to_regclass*) echo ir_config_parameter ;;
    *coalesce*) cat stamp 2>/dev/null || echo new ;;
    *"INSERT INTO"*)
        touch database
        echo "$*" | sed "s/.*checksum', '\([0-9a-f]*\)'.*/\1/; q" > stamp ;;
esac
"""


class Container:
    """The folder, the programs and the settings that the script finds."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.notes = folder / "notes"
        self.addons = folder / "addons"
        self.data = folder / "data"
        self.data.mkdir()
        (folder / "bin").mkdir()
        (folder / "password").write_text("db secret")
        self._add_program("odoo", ODOO)
        self._add_program("psql", PSQL)
        self.add_addon("jl_crm_one", "crm", "sale")
        self.add_addon("jl_crm_two", "jl_crm_one", "crm")
        self.add_addon("other")

    def add_addon(self, name: str, *depends: str) -> None:
        (self.addons / name).mkdir(parents=True)
        manifest = repr({"depends": list(depends)})
        (self.addons / name / "__manifest__.py").write_text(manifest)

    def start(self, **env: str) -> subprocess.CompletedProcess[str]:
        self.notes.unlink(missing_ok=True)
        return subprocess.run(
            ["bash", START],
            cwd=self.folder,
            env=self._env() | env,
            capture_output=True,
            text=True,
            check=False,
        )

    @property
    def odoo_calls(self) -> list[list[str]]:
        lines = self.notes.read_text().splitlines() if self.notes.exists() else []
        return [
            line.removeprefix("odoo|").split()
            for line in lines
            if line.startswith("odoo|")
        ]

    @property
    def config(self) -> configparser.SectionProxy:
        parser = configparser.RawConfigParser()
        parser.read(self.data / "jl-crm.conf")
        return parser["options"]

    def _add_program(self, name: str, text: str) -> None:
        path = self.folder / "bin" / name
        path.write_text(text)
        path.chmod(0o755)

    def _env(self) -> dict[str, str]:
        return {
            "PATH": f"{self.folder / 'bin'}:{os.environ['PATH']}",
            "NOTES": str(self.notes),
            "ADDONS": str(self.addons),
            "DATA": str(self.data),
            "DB_HOST": "db",
            "DB_USER": "odoo",
            "DB_NAME": "jl_crm",
            "DB_PASSWORD_FILE": str(self.folder / "password"),
        }


@pytest.fixture
def container(tmp_path) -> Container:
    return Container(tmp_path)


def _option(call: list[str], name: str) -> str:
    return call[call.index(name) + 1]


def _installed(container: Container) -> list[str]:
    """What each call installs, in order."""
    return [_option(call, "-i") for call in container.odoo_calls if "-i" in call]


def test_the_first_start_makes_the_database(container):
    result = container.start()

    first, country, foreign, again, ours, protect, serve = container.odoo_calls
    assert (result.returncode, result.stderr) == (0, "")
    assert _option(first, "--load-language") == "zh_CN,zh_TW,en_US"
    assert _installed(container) == [
        "jl_crm_base",
        "crm,sale",
        "jl_crm_one,jl_crm_two",
    ]
    for call in (first, foreign, ours):
        assert call[0] == "server"
        assert _option(call, "-d") == "jl_crm"
        assert "--stop-after-init" in call
        assert "--with-demo" not in call
    assert [call[0] for call in (country, again, protect)] == ["shell"] * 3
    assert serve == [
        "server",
        "-c",
        str(container.data / "jl-crm.conf"),
        "-d",
        "jl_crm",
    ]


def test_the_country_is_there_before_accounting(container):
    container.start(JL_COUNTRY="DE")

    lines = container.notes.read_text().splitlines()
    steps = [line for line in lines if line.startswith(("script|", "odoo|server"))]
    assert "jl_crm_base" in steps[0]
    assert steps[1] == 'script|env["res.company"]._set_up_country("DE")'
    assert "crm,sale" in steps[2]


def test_the_country_is_china_where_nothing_is_said(container):
    container.start()

    assert '_set_up_country("CN")' in container.notes.read_text()


def test_no_country_is_refused(container):
    result = container.start(JL_COUNTRY="China")

    assert result.returncode == 1
    assert "JL_COUNTRY=China is no country" in result.stderr
    assert container.odoo_calls == []


def test_our_demo_data_is_asked_for_and_odoos_is_not(container):
    container.start(JL_DEMO="1")

    loud = [call for call in container.odoo_calls if "--with-demo" in call]
    assert [_option(call, "-i") for call in loud] == ["jl_crm_one,jl_crm_two"]
    flags = [
        line
        for line in container.notes.read_text().splitlines()
        if line.startswith("psql|") and "SET demo" in line
    ]
    assert ["TRUE" in line for line in flags] == [True, False]
    assert flags[1].endswith(r"WHERE name NOT LIKE 'jl\_%'")
    assert "-i" not in container.odoo_calls[-1]


def test_the_next_start_only_serves(container):
    container.start()
    container.start()

    assert len(container.odoo_calls) == 1


def test_changed_addons_are_upgraded_and_new_ones_installed(container):
    container.start()
    container.add_addon("jl_crm_three")
    container.start()

    upgrade, serve = container.odoo_calls
    assert _option(upgrade, "-u") == "jl_crm_one,jl_crm_three,jl_crm_two"
    assert _option(upgrade, "-i") == _option(upgrade, "-u")
    assert "-u" not in serve


def test_what_python_leaves_behind_is_no_change(container):
    container.start()
    (container.addons / "jl_crm_one" / "__init__.cpython-312.pyc").touch()
    container.start()

    assert len(container.odoo_calls) == 1


def test_a_failed_installation_is_tried_again(container):
    (container.folder / "fail-odoo").touch()
    failed = container.start()
    (container.folder / "fail-odoo").unlink()
    container.start()

    assert failed.returncode == 7
    assert "-i" in container.odoo_calls[0]


def test_the_master_password_is_drawn_once_and_the_manager_is_off(container):
    container.start()
    password = container.config["admin_passwd"]
    container.start()

    assert len(password) == 36
    assert container.config["admin_passwd"] == password
    assert container.config["list_db"] == "False"


def test_nobody_else_can_read_the_configuration(container):
    container.start()

    files = list(container.data.iterdir())
    assert files
    for path in files:
        assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_no_password_appears_on_a_command_line(container):
    container.start()

    assert "db secret" not in container.notes.read_text()
    assert container.config["admin_passwd"] not in container.notes.read_text()


@pytest.mark.parametrize(("setting", "expected"), [("1", "True"), ("0", "False")])
def test_the_proxy_setting(container, setting, expected):
    container.start(JL_PROXY_MODE=setting)

    assert container.config["proxy_mode"] == expected


@pytest.mark.parametrize(
    ("damage", "explanation"),
    [
        (lambda box: (box.folder / "password").unlink(), "docker/make-password"),
        (lambda box: (box.folder / "password").write_text(""), "is empty"),
        (lambda box: shutil.rmtree(box.addons), "No add-on"),
    ],
)
def test_what_is_missing_is_said(container, damage, explanation):
    damage(container)
    result = container.start()

    assert result.returncode == 1
    assert explanation in result.stderr
    assert container.odoo_calls == []


def test_every_addon_of_this_project_is_found(container):
    container.start(ADDONS=str(ADDONS))

    assert _installed(container)[-1].split(",") == find_addons()


def test_the_password_is_made_once_and_kept_from_git(tmp_path):
    shutil.copytree(
        PROJECT / "docker", tmp_path / "docker", ignore=lambda *_: ["secrets"]
    )
    script = tmp_path / "docker" / MAKE_PASSWORD.name
    secret = tmp_path / "docker" / "secrets" / "db_password"

    subprocess.run(["sh", script], check=True, capture_output=True)
    first = secret.read_text()
    subprocess.run(["sh", script], check=True, capture_output=True)

    assert len(first) == 48
    assert secret.read_text() == first
    assert (secret.parent / ".gitignore").read_text() == "*\n"
    settings = (tmp_path / ".env").read_text()
    assert settings == "JL_DB_PASSWORD_FILE=./docker/secrets/db_password\n"
