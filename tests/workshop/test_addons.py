"""Which add-ons there are, and when one has changed."""

import pytest

from workshop import addons
from workshop.console import Stop

pytestmark = pytest.mark.no_odoo


@pytest.fixture
def folder(tmp_path):
    for name, text in {
        "jl_a": "{'name': 'A'}",
        "jl_b": "{'name': 'B', 'installable': False}",
        "other": "{'name': 'C'}",
    }.items():
        (tmp_path / name).mkdir()
        (tmp_path / name / "__manifest__.py").write_text(text)
    (tmp_path / "jl_draft").mkdir()
    return tmp_path


def test_installable_add_ons_of_ours(folder):
    assert addons.find_addons(folder) == ["jl_a"]


def test_a_broken_manifest_is_named(folder):
    (folder / "jl_a" / "__manifest__.py").write_text("{'name': ")

    with pytest.raises(Stop, match=r"jl_a/__manifest__\.py cannot be read"):
        addons.find_addons(folder)


def test_checksums_follow_contents_and_names(folder):
    path = folder / "jl_a" / "data.xml"
    before = addons.checksums(folder)
    path.write_text("<odoo/>")
    written = addons.checksums(folder)
    path.rename(folder / "jl_a" / "data2.xml")
    renamed = addons.checksums(folder)

    assert len({sums["jl_a"] for sums in (before, written, renamed)}) == 3


def test_compiled_files_do_not_count(folder):
    before = addons.checksums(folder)
    (folder / "jl_a" / "__pycache__").mkdir()
    (folder / "jl_a" / "__pycache__" / "x.pyc").touch()

    assert addons.checksums(folder) == before
