"""When the demo database is made, brought up to date, or left alone."""

import json
import re

import pytest

from workshop import demo
from workshop.console import Stop
from workshop.country import HIDE_DEMO
from workshop.demo import SIGNATURE, ensure_demo, require_database

pytestmark = pytest.mark.no_odoo
MADE = [
    "create",
    "fill jl_crm_base",
    "CN",
    "-i crm,sale",
    "CN + show demo",
    "-i jl_a,jl_b --with-demo",
]


class FakePostgres:
    def __init__(self):
        self.comments = {}
        self.hidden = 0

    def exists(self, name):
        return name in self.comments

    def comment(self, name):
        return self.comments[name]

    def set_comment(self, name, text):
        self.comments[name] = text

    def query(self, _name, sql):
        assert sql == HIDE_DEMO
        self.hidden += 1


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
        assert not demo
        self.done.append(f"fill {','.join(modules)}")

    def install(self, _name, _modules, *options, log, title):
        self.done.append(" ".join(options))

    def odoo(self, *_args, log, text):
        country = re.search(r'_set_up_country\("(\w+)"\)', text)
        words = [country[1]] if country else []
        words += ["show demo"] if "installed.demo = True" in text else []
        self.done.append(" + ".join(words))


@pytest.fixture
def sums(monkeypatch):
    found = {"jl_a": "1", "jl_b": "1"}
    monkeypatch.setattr(demo.addons, "checksums", lambda: dict(found))
    monkeypatch.setattr(demo, "fingerprint", lambda _path: "19.0-1")
    monkeypatch.setattr(demo, "find_foreign_depends", lambda _names: ["crm", "sale"])
    monkeypatch.delenv("JL_COUNTRY", raising=False)
    return found


@pytest.fixture
def runtime(sums, monkeypatch, tmp_path):
    monkeypatch.setattr(demo, "LOCAL", tmp_path)
    monkeypatch.setattr(demo, "LOG", tmp_path / "database.log")
    made = FakeRuntime(tmp_path)
    ensure_demo(made)
    return made


def test_the_first_call_makes_it(runtime):
    """Its country is there before accounting, and Odoo's demo data never."""
    assert runtime.done == MADE
    assert runtime.postgres.hidden == 1


def test_another_country(runtime, monkeypatch):
    monkeypatch.setenv("JL_COUNTRY", "de")
    ensure_demo(runtime, "other")

    assert runtime.done[len(MADE) :][2] == "DE"


def test_a_base_stays_in_its_country(runtime, monkeypatch):
    monkeypatch.setenv("JL_COUNTRY", "DE")

    with pytest.raises(Stop, match="was made for CN, not for DE") as stop:
        ensure_demo(runtime)

    assert "JL_COUNTRY=CN" in stop.value.hint
    assert runtime.done == MADE


def test_a_base_from_before_there_were_countries_is_not_taken(runtime):
    facts = {"base": "19.0-1", "jl_a": "1", "jl_b": "1"}
    runtime.postgres.comments["jl_crm"] = SIGNATURE + json.dumps(facts)

    with pytest.raises(Stop, match="was made for no country, not for CN"):
        ensure_demo(runtime)


def test_no_country_is_refused(runtime, monkeypatch):
    monkeypatch.setenv("JL_COUNTRY", "China")

    with pytest.raises(Stop, match="JL_COUNTRY=CHINA is no country"):
        ensure_demo(runtime)


def test_the_second_call_does_nothing(runtime):
    ensure_demo(runtime)

    assert runtime.done == MADE


def test_a_changed_add_on_is_upgraded(runtime, sums):
    sums["jl_b"] = "2"

    ensure_demo(runtime)
    ensure_demo(runtime)

    assert runtime.done[len(MADE) :] == ["-u jl_b --i18n-overwrite"]


def test_a_new_add_on_is_installed(runtime, sums):
    sums["jl_c"] = "1"

    ensure_demo(runtime)

    assert runtime.done[len(MADE) :] == ["show demo", "-i jl_c --with-demo"]
    assert runtime.postgres.hidden == 2


def test_reset_makes_it_anew(runtime):
    ensure_demo(runtime, reset=True)

    assert runtime.done[len(MADE) :] == MADE


def test_lost_files_make_it_anew(runtime, capsys):
    runtime.folder.rmdir()

    ensure_demo(runtime)

    assert runtime.done[len(MADE) :] == MADE
    assert "are gone" in capsys.readouterr().out


def test_an_interrupted_first_call_is_begun_anew(runtime, monkeypatch):
    def break_off(*_args, **_options):
        raise KeyboardInterrupt

    with monkeypatch.context() as patch, pytest.raises(KeyboardInterrupt):
        patch.setattr(runtime, "fill", break_off)
        ensure_demo(runtime, reset=True)
    ensure_demo(runtime)

    assert runtime.done[-len(MADE) :] == MADE


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
