"""Nothing is built twice, and nothing half-built is used."""

import threading

import pytest

from workshop import locks, paths
from workshop.console import Stop, fail

pytestmark = pytest.mark.no_odoo


@pytest.fixture(autouse=True)
def cache(monkeypatch, tmp_path):
    monkeypatch.setattr(locks, "CACHE", tmp_path)
    monkeypatch.setattr(locks.exclusive.__wrapped__, "__defaults__", (tmp_path,))
    return tmp_path


def test_a_key_is_built_once(tmp_path):
    built = []
    for key in ("a", "a", "b"):
        locks.build_once(
            tmp_path / "tree", key, lambda _path, key=key: built.append(key)
        )

    assert built == ["a", "b"]


def test_leftovers_of_another_key_are_gone(tmp_path):
    tree = tmp_path / "tree"
    locks.build_once(tree, "a", lambda path: (path / "old").touch())
    locks.build_once(tree, "b", lambda path: (path / "new").touch())

    assert {path.name for path in tree.iterdir()} == {"new", locks.MARKER}


def test_an_interrupted_build_is_begun_anew(tmp_path):
    tree = tmp_path / "tree"

    def break_off(path):
        (path / "half").touch()
        fail("Interrupted.")

    with pytest.raises(Stop):
        locks.build_once(tree, "a", break_off)
    locks.build_once(tree, "a", lambda path: (path / "whole").touch())

    assert not (tree / "half").exists()
    assert (tree / "whole").exists()


def test_the_second_one_waits_and_says_so(capsys):
    entered = threading.Event()
    order = []

    def work():
        with locks.exclusive("tree"):
            entered.set()
            order.append("first")

    with locks.exclusive("tree"):
        other = threading.Thread(target=work)
        other.start()
        assert not entered.wait(0.2)
        order.append("before")
    other.join()

    assert order == ["before", "first"]
    assert "Waiting for another ./jl that is busy with tree" in capsys.readouterr().out


def test_a_full_disk_is_seen_before_the_work(monkeypatch, tmp_path):
    monkeypatch.setattr(paths, "CACHE", tmp_path)
    monkeypatch.setattr(paths, "CACHE_TAG", tmp_path / "TAG")

    with pytest.raises(Stop, match=r"The disk is too full: 9000\.0 GB are needed"):
        paths.need_space(9_000_000_000_000)


def test_a_folder_with_other_things_is_no_cache(monkeypatch, tmp_path):
    (tmp_path / "thesis.odt").touch()
    monkeypatch.setattr(paths, "CACHE", tmp_path)
    monkeypatch.setattr(paths, "CACHE_TAG", tmp_path / "TAG")

    with pytest.raises(Stop, match="holds other things"):
        paths.make_folder(tmp_path / "venv")

    assert not (tmp_path / "TAG").exists()
