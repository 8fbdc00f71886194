"""Which Odoo is taken, and which is refused."""

import pytest

from workshop import odoo_tree
from workshop.console import Stop
from workshop.locks import MARKER
from workshop.paths import hash_text

pytestmark = pytest.mark.no_odoo


def make_source(folder, version="19, 0"):
    (folder / "odoo").mkdir(parents=True)
    text = f"version_info = ({version}, 0, FINAL, 0, '')\n"
    (folder / "odoo" / "release.py").write_text(text)
    return folder


def test_a_checkout_of_the_right_version_is_taken(monkeypatch, tmp_path):
    source = make_source(tmp_path / "odoo19")
    monkeypatch.setenv("ODOO_SOURCE", str(source))

    assert odoo_tree.ensure_odoo() == source


def test_another_version_is_refused(tmp_path):
    source = make_source(tmp_path, "18, 0")

    with pytest.raises(Stop, match=r"is Odoo 18\.0, JL CRM needs 19\.0"):
        odoo_tree.check_source(source)


def test_a_folder_without_odoo_is_refused(tmp_path):
    with pytest.raises(Stop, match="holds no Odoo"):
        odoo_tree.check_source(tmp_path)


def test_a_missing_package_file_is_named(monkeypatch, tmp_path):
    monkeypatch.setenv("ODOO_DEB", str(tmp_path / "odoo.deb"))

    with pytest.raises(Stop, match="does not exist"):
        odoo_tree._given_deb()


def test_the_full_tree_serves_when_there_is_no_small_one(monkeypatch, tmp_path):
    monkeypatch.delenv("ODOO_SOURCE", raising=False)
    monkeypatch.setattr(odoo_tree, "CACHE", tmp_path)
    full = tmp_path / "odoo-full"
    full.mkdir()
    (full / MARKER).write_text(hash_text(*odoo_tree._recipe(slim=False)))

    assert odoo_tree.ensure_odoo(slim=True) == full / odoo_tree.SITE


def test_broken_links_stop_the_build(tmp_path):
    (tmp_path / "font.woff").symlink_to(tmp_path / "gone")

    with pytest.raises(Stop, match=r"1 broken links, for example font\.woff"):
        odoo_tree._check_links(tmp_path)


def test_without_npm_a_stub_takes_the_place(monkeypatch, tmp_path):
    monkeypatch.setattr(odoo_tree.shutil, "which", lambda _name: None)
    path = tmp_path / "lib" / "selfie_segmentation.js"

    odoo_tree._add_segmentation(path)

    assert path.read_text() == odoo_tree.SEGMENTATION_STUB


def test_the_package_version_is_the_fingerprint(tmp_path):
    source = make_source(tmp_path)
    by_content = odoo_tree.fingerprint(source)
    (source / "odoo-version").write_text("19.0.0+dfsg-1")

    assert odoo_tree.fingerprint(source) == "19.0.0+dfsg-1" != by_content
