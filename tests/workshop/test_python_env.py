"""Which Python is taken, and when its packages are installed anew."""

import os
import sys
import time
from pathlib import Path

import pytest

from workshop import python_env
from workshop.console import Stop

pytestmark = pytest.mark.no_odoo


@pytest.mark.parametrize(
    ("version", "fits"),
    [("3.9", False), ("3.10", True), ("3.13", True), ("3.14", False), ("", False)],
)
def test_supported_versions(version, fits):
    assert python_env.is_supported(version) is fits


def test_a_program_that_is_no_python_has_no_version():
    assert python_env.version_of("false") == ""


@pytest.fixture
def fresh_search():
    python_env.find_python.cache_clear()
    yield
    python_env.find_python.cache_clear()


@pytest.mark.usefixtures("fresh_search")
def test_a_fitting_python_is_searched_on_the_path(monkeypatch):
    versions = {sys.executable: "3.14", "/usr/bin/python3.12": "3.12"}
    found = {sys.executable: sys.executable, "python3.12": "/usr/bin/python3.12"}
    monkeypatch.setattr(python_env.shutil, "which", found.get)
    monkeypatch.setattr(python_env, "version_of", versions.get)

    assert python_env.find_python() == "/usr/bin/python3.12"


@pytest.mark.usefixtures("fresh_search")
def test_no_fitting_python_is_said(monkeypatch):
    monkeypatch.setattr(python_env, "version_of", lambda _path: "3.9")

    with pytest.raises(Stop, match=r"Odoo 19 needs Python 3\.10 to 3\.13"):
        python_env.find_python()


@pytest.fixture
def environments(monkeypatch, tmp_path):
    """Names of the environments that would be made."""

    def record(folder, *_rest):
        folder.mkdir(parents=True, exist_ok=True)
        return folder

    monkeypatch.setattr(python_env, "CACHE", tmp_path)
    monkeypatch.setattr(python_env, "build_once", record)
    return tmp_path


def test_changed_requirements_make_another_environment(environments):
    path = environments / "requirements.txt"
    path.write_text("lxml==5.2.1\n")
    first = python_env.ensure_venv("odoo", path)
    again = python_env.ensure_venv("odoo", path)
    path.write_text("lxml==5.3.2\n")

    assert first == again != python_env.ensure_venv("odoo", path)


def test_another_odoo_makes_another_environment(environments):
    path = environments / "requirements.txt"
    path.touch()

    slim = python_env.ensure_venv("odoo", path, site=Path("/slim"))

    assert slim != python_env.ensure_venv("odoo", path, site=Path("/full"))


def test_environments_that_nobody_uses_go(environments):
    path = environments / "requirements.txt"
    path.touch()
    for name, days in {"odoo-old": 30, "odoo-new": 1, "lint-old": 30}.items():
        marker = environments / "venv" / name / python_env.MARKER
        marker.parent.mkdir(parents=True)
        marker.touch()
        used = time.time() - days * 24 * 3600
        os.utime(marker, (used, used))

    python_env.ensure_venv("odoo", path)

    left = {folder.name for folder in (environments / "venv").iterdir()}
    assert left >= {"odoo-new", "lint-old"}
    assert "odoo-old" not in left


def test_progress_names_the_package(tmp_path):
    log = tmp_path / "pip.log"
    assert python_env._last_action(log) == ""

    log.write_text("Collecting lxml==5.2.1\n  Downloading lxml.whl (5 MB)\nok\n")

    assert python_env._last_action(log) == "Downloading lxml.whl"
