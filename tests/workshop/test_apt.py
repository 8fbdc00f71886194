"""The private apt: what it asks for and what it leaves alone."""

import shutil
from subprocess import CompletedProcess

import pytest

from workshop import apt, paths, process
from workshop.apt_sources import Source
from workshop.console import Stop

pytestmark = pytest.mark.no_odoo
URIS = """\
Reading package lists...
'http://a/pool/libz_1%3a2-1_amd64.deb' libz_1%3a2-1_amd64.deb 2000 SHA256:00
'http://a/pool/cowsay_3_all.deb' cowsay_3_all.deb 1000
'http://a/dists/sid/InRelease' a_dists_sid_InRelease 5
"""


@pytest.fixture
def private(monkeypatch, tmp_path):
    monkeypatch.setattr(apt, "CACHE", tmp_path)
    monkeypatch.setattr(paths, "CACHE", tmp_path)
    monkeypatch.setattr(paths, "CACHE_TAG", tmp_path / "TAG")
    monkeypatch.setattr(apt, "_inherited_settings", str)
    monkeypatch.setattr(apt, "DPKG_STATUS", tmp_path / "status")
    (tmp_path / "TAG").touch()
    (tmp_path / "status").write_text("Package: libc6\n")
    return apt.Apt("own", (Source("http://a/debian", "sid"),))


def test_file_names_and_sizes_are_read():
    assert apt.parse_uris(URIS) == {
        "libz_1%3a2-1_amd64.deb": 2000,
        "cowsay_3_all.deb": 1000,
    }


def test_all_state_lies_in_the_cache(private, tmp_path):
    private._configure()

    folder = tmp_path / "apt" / "own"
    settings = (folder / "apt.conf").read_text()
    assert (folder / "sources.list").read_text() == "deb http://a/debian sid main\n"
    assert (folder / "status").read_text() == ""
    for name in ("Lists", "status", "extended_states"):
        assert f'Dir::State::{name} "{folder}/' in settings
    assert f'Dir::Cache::archives "{folder}/archives"' in settings
    # hooks of the system would run as ours
    assert 'Dir::Etc::parts "/dev/null"' in settings


def test_what_the_system_has_is_known_on_request(private, tmp_path):
    knowing = apt.Apt("system", (), knows_system=True)

    knowing._configure()

    assert (tmp_path / "apt/system/status").read_text() == "Package: libc6\n"


def test_proxies_are_kept_and_hooks_are_not(monkeypatch):
    dump = (
        'Acquire::http::Proxy "http://proxy:3142";\n'
        'Acquire::Languages:: "de";\n'
        'APT::Update::Post-Invoke:: "rm -rf /var/cache/apt";\n'
    )
    monkeypatch.setattr(process, "run", lambda *_args, **_options: dump)
    apt._inherited_settings.cache_clear()

    assert apt._inherited_settings() == 'Acquire::http::Proxy "http://proxy:3142";\n'
    apt._inherited_settings.cache_clear()


@pytest.fixture
def commands(monkeypatch):
    """Answers to the commands, in their order; and the commands themselves."""
    seen, answers = [], []

    def attempt(command, **_options):
        seen.append(command)
        code, output = answers.pop(0)
        return CompletedProcess(command, code, output)

    monkeypatch.setattr(process, "attempt", attempt)
    return seen, answers


def test_lists_are_read_once_an_hour(private, commands):
    seen, answers = commands
    answers[:] = [(0, "")]

    private._update()
    private._update()

    assert seen == [apt.UPDATE]


def test_another_mirror_is_read_at_once(private, commands):
    seen, answers = commands
    answers[:] = [(0, ""), (0, "")]

    private._update()
    apt.Apt("own", (Source("http://b/debian", "sid"),))._update()

    assert len(seen) == 2


def test_old_lists_are_used_and_it_is_said(private, commands, capsys):
    seen, answers = commands
    answers[:] = [(100, "E: Release file for http://a is expired (…)"), (0, "")]

    private._update()

    assert "out of date" in capsys.readouterr().err
    assert seen[1] == [*apt.UPDATE, *apt.ACCEPT_OLD]


def test_a_dead_network_stops_with_the_last_lines(private, commands):
    _seen, answers = commands
    answers[:] = [(100, "Err:1 http://a\n  Could not resolve 'a'\n")]

    with pytest.raises(Stop, match="Could not resolve 'a'") as stop:
        private._update()

    assert "DEBIAN_MIRROR" in stop.value.hint


def test_no_apt_get_names_the_ways_out(monkeypatch):
    monkeypatch.setattr(shutil, "which", lambda _name: None)

    with pytest.raises(Stop, match="no apt-get") as stop:
        apt.require_apt()

    assert "ODOO_SOURCE" in stop.value.hint
    assert "PGHOST" in stop.value.hint


def test_missing_keys_name_their_package(monkeypatch, tmp_path):
    monkeypatch.setattr(apt, "KEYRINGS", tmp_path)

    with pytest.raises(Stop) as stop:
        apt._find_keyring()

    assert stop.value.hint == "apt-get install debian-archive-keyring"


def test_a_package_that_only_counts_as_installed_is_said(tmp_path):
    root = tmp_path / "postgresql"
    root.mkdir()

    with pytest.raises(Stop, match="count as installed") as stop:
        apt.find_unpacked(root, "usr/lib/postgresql/*/bin")

    assert stop.value.hint == "apt-get install --reinstall postgresql"


def test_libraries_are_found_in_their_folders(tmp_path):
    for name in ("usr/lib/x86_64-linux-gnu/a.so.1", "lib/x86_64-linux-gnu/blas/b.so"):
        (tmp_path / name).parent.mkdir(parents=True)
        (tmp_path / name).touch()
    (tmp_path / "usr/lib/x86_64-linux-gnu/empty").mkdir()

    assert apt.library_path(tmp_path).split(":") == [
        str(tmp_path / "usr/lib/x86_64-linux-gnu"),
        str(tmp_path / "lib/x86_64-linux-gnu/blas"),
    ]
