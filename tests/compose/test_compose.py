"""docker-compose.yml is understood by compose and names only what is there."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path
from typing import Any

import pytest

from workshop.addons import read_manifest
from workshop.apt import debian_apt, forget, unpack
from workshop.locks import build_once, exclusive
from workshop.paths import ADDONS, CACHE, PROJECT

COMPOSE_FILE = PROJECT / "docker-compose.yml"
# the oldest release whose client knows the current format of the file
SUITE = "trixie"
CLIENT = "usr/libexec/docker/cli-plugins/docker-compose"
PASSWORD_FILE = "JL_DB_PASSWORD_FILE"

pytestmark = pytest.mark.no_odoo


def _unpack_client(target: Path) -> None:
    with exclusive("apt"):
        debs = debian_apt(SUITE).download(["docker-compose"])
        unpack(debs, target)
        forget(debs)


@pytest.fixture(scope="session")
def client() -> Path:
    root = CACHE / "programs" / "docker-compose"
    return build_once(root, SUITE, _unpack_client) / CLIENT


@pytest.fixture(scope="session")
def compose(client, tmp_path_factory):
    """Run the client in the project, as nobody with settings of their own."""
    password = tmp_path_factory.mktemp("compose") / "password"
    password.write_text("secret")

    def run(*args: str, file: Path = COMPOSE_FILE, **env: str):
        path = {"PATH": os.environ["PATH"], "HOME": str(password.parent)}
        command = [client, "--project-directory", PROJECT, "-f", file]
        no_settings = ["--env-file", os.devnull]
        return subprocess.run(
            [*command, *no_settings, *args],
            env=path | {PASSWORD_FILE: str(password)} | env,
            capture_output=True,
            text=True,
            check=False,
        )

    return run


@pytest.fixture(scope="session")
def project(compose) -> dict[str, Any]:
    """The file as compose understands it."""
    return json.loads(compose("config", "--format", "json").stdout)


@pytest.fixture
def plant(tmp_path):
    """A copy of the file with a mistake in it."""

    def write(right: str, wrong: str) -> Path:
        text = COMPOSE_FILE.read_text(encoding="utf-8")
        assert right in text
        path = tmp_path / "docker-compose.yml"
        path.write_text(text.replace(right, wrong), encoding="utf-8")
        return path

    return write


def test_compose_accepts_the_file(compose):
    result = compose("config", "-q")

    assert (result.returncode, result.stderr) == (0, "")


@pytest.mark.parametrize(
    ("right", "wrong", "complaint"),
    [
        ("condition: service_healthy", "condition: service_helthy", "must be one of"),
        ("start_period: 180s", "start_period: soon", "soon"),
        ("- odoo-data:/var", "- odoo-date:/var", "odoo-date"),
        ("restart: unless-stopped", "restrat: unless-stopped", "restrat"),
    ],
)
def test_compose_refuses_a_mistake(compose, plant, right, wrong, complaint):
    result = compose("config", "-q", file=plant(right, wrong))

    assert result.returncode
    assert complaint in result.stderr


def test_a_missing_password_is_explained(compose):
    result = compose("config", "-q", **{PASSWORD_FILE: ""})

    assert result.returncode
    assert "sh docker/make-password" in result.stderr


def test_the_images(compose):
    images = compose("config", "--images").stdout.split()

    assert sorted(images) == ["jl-crm-odoo:19.0", "postgres:17"]


def test_the_image_is_odoos_with_what_the_add_ons_ask_for(project):
    folder = Path(project["services"]["odoo"]["build"]["context"])
    lines = (folder / "Dockerfile").read_text(encoding="utf-8").splitlines()
    added = _read_pins(folder / "requirements.txt")

    assert "FROM odoo:19.0" in lines
    assert added
    assert added <= _read_pins(PROJECT / "requirements.txt")
    # what the image has by itself
    names = {pin.partition("==")[0] for pin in added} | {"phonenumbers"}
    assert names == _list_external_dependencies()


def _read_pins(path: Path) -> set[str]:
    lines = path.read_text(encoding="utf-8").splitlines()
    return {line for line in lines if line and not line.startswith("#")}


def _list_external_dependencies() -> set[str]:
    manifests = [read_manifest(path) for path in ADDONS.glob("*/__manifest__.py")]
    return {
        name
        for manifest in manifests
        for name in manifest.get("external_dependencies", {}).get("python", [])
    }


def test_every_mounted_path_of_this_project_exists(project):
    mounts = [
        mount
        for service in project["services"].values()
        for mount in service["volumes"]
        if mount["type"] == "bind"
    ]

    assert {Path(mount["source"]) for mount in mounts} == {
        PROJECT / "addons",
        PROJECT / "docker" / "start",
        PROJECT / "docs",
    }
    assert all(Path(mount["source"]).exists() for mount in mounts)
    assert all(mount["read_only"] for mount in mounts)


def test_data_lies_in_named_volumes(project):
    volumes = {
        name: [m["target"] for m in service["volumes"] if m["type"] == "volume"]
        for name, service in project["services"].items()
    }

    assert volumes == {
        "db": ["/var/lib/postgresql/data"],
        "odoo": ["/var/lib/odoo"],
    }


def test_odoo_waits_for_a_healthy_database(project):
    db, odoo = project["services"]["db"], project["services"]["odoo"]

    assert odoo["depends_on"]["db"]["condition"] == "service_healthy"
    assert "pg_isready" in db["healthcheck"]["test"][1]
    assert odoo["healthcheck"]["test"] == [
        "CMD",
        "curl",
        "-f",
        "http://127.0.0.1:8069/web/health?db_server_status=1",
    ]
    assert odoo["healthcheck"]["start_period"] == "3m0s"


def test_nothing_listens_beyond_this_computer(project):
    ports = [
        (name, port["host_ip"], port["published"])
        for name, service in project["services"].items()
        for port in service.get("ports", [])
    ]

    assert ports == [("odoo", "127.0.0.1", "8069")]


def test_no_password_stands_in_the_file(project):
    for service in project["services"].values():
        assert [secret["source"] for secret in service["secrets"]] == ["db_password"]
        for name, value in service["environment"].items():
            assert "PASSWORD" not in name or value == "/run/secrets/db_password"


def test_the_database_knows_chinese_letters(project):
    options = project["services"]["db"]["environment"]["POSTGRES_INITDB_ARGS"]

    assert "--locale=C.UTF-8" in options
