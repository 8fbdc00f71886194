"""When the demo database is made, brought up to date, or left alone."""

import pytest

from workshop import demo
from workshop.console import Stop
from workshop.demo import SIGNATURE, ensure_demo, require_database

pytestmark = pytest.mark.no_odoo


class FakePostgres:
    def __init__(self):
        self.comments = {}

    def exists(self, name):
        return name in self.comments

    def comment(self, name):
        return self.comments[name]

    def set_comment(self, name, text):
        self.comments[name] = text


class FakeRuntime:
    """Notes what it is told to do."""

    def __init__(self, folder):
        self.postgres = FakePostgres()
        self.odoo_path = folder
        self.folder = folder / "files"
        self.done = []

    def filestore(self, _name):
        return self.folder

    def create_empty(self, name):
        self.done.append("create")
        self.postgres.comments[name] = ""
        self.folder.mkdir(exist_ok=True)

    def fill(self, _name, modules, *_languages, demo, log):
        assert demo
        self.done.append(f"fill {','.join(modules)}")

    def install(self, _name, _modules, *options, log, title):
        self.done.append(" ".join(options))


@pytest.fixture
def sums(monkeypatch):
    found = {"jl_a": "1", "jl_b": "1"}
    monkeypatch.setattr(demo.addons, "checksums", lambda: dict(found))
    monkeypatch.setattr(demo, "fingerprint", lambda _path: "19.0-1")
    return found


@pytest.fixture
def runtime(sums, monkeypatch, tmp_path):
    monkeypatch.setattr(demo, "LOCAL", tmp_path)
    monkeypatch.setattr(demo, "LOG", tmp_path / "database.log")
    made = FakeRuntime(tmp_path)
    ensure_demo(made)
    return made


def test_the_first_call_makes_it(runtime):
    assert runtime.done == ["create", "fill jl_a,jl_b"]


def test_the_second_call_does_nothing(runtime):
    ensure_demo(runtime)

    assert len(runtime.done) == 2


def test_a_changed_add_on_is_upgraded(runtime, sums):
    sums["jl_b"] = "2"

    ensure_demo(runtime)
    ensure_demo(runtime)

    assert runtime.done[2:] == ["--with-demo -u jl_b --i18n-overwrite"]


def test_a_new_add_on_is_installed(runtime, sums):
    sums["jl_c"] = "1"

    ensure_demo(runtime)

    assert runtime.done[2:] == ["--with-demo -i jl_c"]


def test_reset_makes_it_anew(runtime):
    ensure_demo(runtime, reset=True)

    assert runtime.done[2:] == ["create", "fill jl_a,jl_b"]


def test_lost_files_make_it_anew(runtime, capsys):
    runtime.folder.rmdir()

    ensure_demo(runtime)

    assert runtime.done[2:] == ["create", "fill jl_a,jl_b"]
    assert "are gone" in capsys.readouterr().out


def test_an_interrupted_first_call_is_begun_anew(runtime, monkeypatch):
    def break_off(*_args, **_options):
        raise KeyboardInterrupt

    with monkeypatch.context() as patch, pytest.raises(KeyboardInterrupt):
        patch.setattr(runtime, "fill", break_off)
        ensure_demo(runtime, reset=True)
    ensure_demo(runtime)

    assert runtime.done[-2:] == ["create", "fill jl_a,jl_b"]


def test_a_strangers_database_is_left_alone(runtime):
    runtime.postgres.comments["jl_crm"] = "production"

    with pytest.raises(Stop, match=r"was not made by \./jl serve"):
        ensure_demo(runtime, reset=True)

    assert runtime.postgres.comments["jl_crm"] == "production"


def test_nothing_to_show_is_said(runtime, sums):
    sums.clear()

    with pytest.raises(Stop, match="no add-on to show"):
        ensure_demo(runtime)


def test_a_missing_database_names_the_command(runtime):
    assert require_database(runtime.postgres) is None
    runtime.postgres.comments.clear()

    with pytest.raises(Stop) as stop:
        require_database(runtime.postgres)

    assert "./jl serve --prepare" in stop.value.hint


def test_the_signature_is_in_the_comment(runtime):
    assert runtime.postgres.comments["jl_crm"].startswith(SIGNATURE)
