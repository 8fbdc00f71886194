"""Which package sources a computer has, in all the ways of writing them."""

import pytest

from workshop import apt_sources
from workshop.apt_sources import Source, parse_sources, parse_targets
from workshop.console import Stop

pytestmark = pytest.mark.no_odoo
DEBIAN = "http://mirror.example.org/debian"
STANZAS = f"""\
Types: deb
# a snapshot would be at http://snapshot.example.org/
URIs: {DEBIAN}
Suites: bookworm bookworm-updates
Components: main
Signed-By: /usr/share/keyrings/debian-archive-keyring.gpg

Types: deb deb-src
URIs: {DEBIAN}-security/
Suites: bookworm-security
Components: main contrib
Signed-By:
 -----BEGIN PGP PUBLIC KEY BLOCK-----
 .
 xsFNBF

Types: deb
Enabled: no
URIs: http://off.example/debian
Suites: bookworm
Components: main

Types: deb-src
URIs: http://source.example/debian
Suites: bookworm
Components: main
"""
LINES = f"""\
# deb http://commented.example/debian bookworm main
deb {DEBIAN}/ bookworm main contrib
deb-src {DEBIAN} bookworm main
deb [arch=amd64 signed-by=/usr/share/keyrings/a.gpg] http://a.example/debian trixie main
deb https://download.example/linux/debian bookworm stable
"""


def test_stanzas():
    key = "/usr/share/keyrings/debian-archive-keyring.gpg"

    assert list(parse_sources(STANZAS, deb822=True)) == [
        Source(DEBIAN, "bookworm", key),
        Source(DEBIAN, "bookworm-updates", key),
        Source(f"{DEBIAN}-security", "bookworm-security"),
    ]


def test_lines():
    assert list(parse_sources(LINES, deb822=False)) == [
        Source(DEBIAN, "bookworm"),
        Source("http://a.example/debian", "trixie", "/usr/share/keyrings/a.gpg"),
    ]


def test_targets_of_foreign_origins_are_left_out():
    output = (
        f"Debian|{DEBIAN}/|bookworm|main|$(SIGNED_BY)\n"
        "Google|https://packages.example/apt|sdk|main|/etc/apt/k.gpg\n"
        f"Debian|{DEBIAN}/|bookworm|contrib|/k.gpg\n"
        "broken\n"
    )

    assert list(parse_targets(output)) == [Source(DEBIAN, "bookworm")]


def test_a_source_makes_a_line():
    assert Source("http://a/debian", "sid").line() == "deb http://a/debian sid main"
    signed = Source("http://a/debian", "sid", "/k.gpg")
    assert signed.line() == "deb [signed-by=/k.gpg] http://a/debian sid main"


@pytest.fixture
def machine(monkeypatch, tmp_path):
    """A computer without package lists, whose files in /etc we may write."""
    monkeypatch.delenv("DEBIAN_MIRROR", raising=False)
    monkeypatch.setattr(apt_sources, "SOURCES", tmp_path)
    monkeypatch.setattr(apt_sources, "_indexed_sources", list)
    release = {"VERSION_CODENAME": "bookworm"}
    monkeypatch.setattr(apt_sources, "read_os_release", lambda: release)
    (tmp_path / "sources.list.d").mkdir()
    return tmp_path


def test_the_mirror_is_the_one_of_the_machine(machine):
    text = LINES.replace(DEBIAN, "http://mirror.example/debian")
    (machine / "sources.list").write_text(text)

    assert apt_sources.find_mirror() == "http://mirror.example/debian"


def test_the_mirror_of_the_environment_wins(machine, monkeypatch):
    (machine / "sources.list").write_text(LINES)
    monkeypatch.setenv("DEBIAN_MIRROR", "http://mine.example/debian/")

    assert apt_sources.find_mirror() == "http://mine.example/debian"


def test_no_mirror_is_said_with_the_way_out(machine):
    (machine / "sources.list").write_text("deb http://a.example/ubuntu noble main\n")

    with pytest.raises(Stop) as stop:
        apt_sources.find_mirror()

    assert "DEBIAN_MIRROR" in stop.value.hint
    assert "ODOO_SOURCE" in stop.value.hint


def test_only_sources_of_the_own_release_are_used(machine):
    (machine / "sources.list.d" / "debian.sources").write_text(STANZAS)
    (machine / "sources.list").write_text(LINES)

    suites = [source.suite for source in apt_sources.machine_sources()]

    assert sorted(set(suites)) == ["bookworm", "bookworm-security", "bookworm-updates"]


def test_a_given_mirror_replaces_missing_sources(machine, monkeypatch):
    monkeypatch.setenv("DEBIAN_MIRROR", DEBIAN)

    assert apt_sources.machine_sources() == [Source(DEBIAN, "bookworm")]


def test_os_release(tmp_path):
    path = tmp_path / "os-release"
    path.write_text('NAME="Debian GNU/Linux"\nVERSION_CODENAME=trixie\n')

    assert apt_sources.read_os_release(path)["VERSION_CODENAME"] == "trixie"
    assert apt_sources.read_os_release(tmp_path / "none") == {}
