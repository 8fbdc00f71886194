"""The private cluster: where it lies, who runs it, what a crash leaves."""

import os
from pathlib import Path

import pytest

from workshop import cluster, unprivileged
from workshop.cluster import Cluster
from workshop.console import Stop
from workshop.locks import try_lock

pytestmark = pytest.mark.no_odoo


@pytest.fixture
def crashed(tmp_path):
    """A cluster whose server died and left its files."""
    found = Cluster(tmp_path, tmp_path / "socket", Path("/usr/bin"), {})
    for folder in (found.data, found.socket_folder):
        folder.mkdir()
    (found.data / "postmaster.pid").write_text(f"{os.getpid()}\n/data\n")
    (found.socket_folder / ".s.PGSQL.5432.lock").touch()
    (tmp_path / "users.lock").touch()
    return found


def test_a_number_of_another_program_is_forgotten(crashed):
    crashed._forget_stale_pid()

    assert not (crashed.data / "postmaster.pid").exists()
    assert not list(crashed.socket_folder.iterdir())


def test_a_living_server_is_left_alone(crashed, monkeypatch):
    monkeypatch.chdir(crashed.data)

    crashed._forget_stale_pid()

    assert (crashed.data / "postmaster.pid").exists()


def test_no_other_program_is_ended(crashed, monkeypatch):
    monkeypatch.setattr(os, "kill", lambda *_args: pytest.fail("killed a stranger"))

    cluster.stop_server(crashed.data)


def test_a_cluster_in_use_is_not_retired(crashed):
    with (crashed.folder / "users.lock").open("w") as lock:
        assert try_lock(lock, cluster.fcntl.LOCK_SH)

        with pytest.raises(Stop, match=r"A \./jl still works"):
            cluster.retire(crashed.folder)


def test_long_paths_get_a_short_socket_folder(tmp_path):
    short = Path("/var/cache/jl-crm/postgresql/0123456789/safe-15")
    long = Path("/home") / ("x" * 80) / "safe-15"

    assert cluster._socket_folder(short) == short / "socket"
    assert len(str(cluster._socket_folder(long))) <= cluster.SOCKET_PATH_MAX
    assert cluster._socket_folder(long) != cluster._socket_folder(long / "y")


def test_root_hands_the_server_to_another_user(monkeypatch):
    monkeypatch.setattr(os, "geteuid", lambda: 0)

    command = unprivileged.as_server_user()

    assert unprivileged.server_user() in {"postgres", "nobody"}
    assert command[0] == "setpriv"
    assert "0" not in command


def test_others_run_it_themselves(monkeypatch):
    monkeypatch.setattr(os, "geteuid", lambda: 1000)

    assert unprivileged.as_server_user() == []


def test_the_newest_of_the_systems_versions_is_taken(monkeypatch, tmp_path):
    for version in ("9.6", "13", "15"):
        (tmp_path / version / "bin").mkdir(parents=True)
        (tmp_path / version / "bin" / "initdb").touch()
    monkeypatch.setattr(cluster, "SYSTEM_BINARIES", tmp_path)

    assert cluster.find_binaries() == tmp_path / "15" / "bin"


def test_missing_time_zones_are_said(monkeypatch, tmp_path):
    monkeypatch.setattr(cluster, "TIME_ZONES", tmp_path / "none")

    with pytest.raises(Stop) as stop:
        cluster._require_time_zones()

    assert stop.value.hint == "apt-get install tzdata"
