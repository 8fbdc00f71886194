"""What every add-on of this project says of itself."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from workshop.addons import find_addons, read_manifest
from workshop.paths import ADDONS

DATA_FOLDERS = ("data", "demo", "report", "security", "views", "wizards")


@pytest.fixture(params=find_addons(), ids=str)
def folder(request) -> Path:
    return ADDONS / request.param


@pytest.fixture
def manifest(folder) -> dict:
    return read_manifest(folder / "__manifest__.py")


def test_licence_author_and_version(manifest):
    assert manifest["license"] == "LGPL-3"
    assert manifest["author"] == "JL"
    assert re.fullmatch(r"19\.0\.\d+\.\d+\.\d+", manifest["version"])


def test_it_explains_itself(folder, manifest):
    assert manifest["summary"].strip()
    assert (folder / "README.rst").is_file()
    assert (folder / "static" / "description" / "icon.png").is_file()


def test_every_data_file_is_loaded_and_every_loaded_one_exists(folder, manifest):
    loaded = [*manifest.get("data", []), *manifest.get("demo", [])]
    files = [
        file.relative_to(folder).as_posix()
        for name in DATA_FOLDERS
        for file in (folder / name).glob("*")
        if file.suffix in {".xml", ".csv"}
    ]

    assert sorted(loaded) == sorted(files)
