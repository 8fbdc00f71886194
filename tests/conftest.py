"""What the tests of this folder share: a database, a server, clients, a browser."""

from __future__ import annotations

import os
import re
import signal
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NoReturn

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from tests.client import Client, Connection
from workshop.addons import find_addons
from workshop.paths import PROJECT
from workshop.programs import ensure_chromium
from workshop.runtime import Runtime
from workshop.server import Server
from workshop.testing.expected import ALLOWED
from workshop.testing.odoo_log import Allowed, LogWatch
from workshop.testing.scratch import Scratch
from workshop.testing.session import make_run_folder

REFUSAL_LOGGER = r"odoo\.http"
# the scheduled actions of a fresh base all run in the first minute, beside the tests
REPEATED = Allowed(
    r"odoo\.sql_db",
    r"could not serialize access due to concurrent update",
    reason="the server repeats what met another one",
)


def pytest_configure() -> None:
    # whoever ends the run must leave no server behind
    signal.signal(signal.SIGTERM, _interrupt)


def _interrupt(*_signal: object) -> NoReturn:
    raise KeyboardInterrupt


@pytest.fixture(scope="session")
def log_folder() -> Path:
    """Where every Odoo that a test starts writes its log."""
    given = os.environ.get("JL_TEST_FOLDER")
    folder = Path(given) if given else make_run_folder()
    folder.mkdir(parents=True, exist_ok=True)
    return folder


@pytest.fixture(scope="session")
def runtime() -> Runtime:
    requirements = [PROJECT / "requirements-test.txt"]
    return Runtime.prepare(browser=True, fast=True, requirements=requirements)


@pytest.fixture(scope="session")
def scratch(runtime: Runtime, log_folder: Path) -> Iterator[Scratch]:
    measure = os.environ.get("JL_TEST_COVERAGE")
    coverage = Path(measure) if measure else None
    with Scratch(runtime, log_folder, coverage=coverage) as databases:
        yield databases


@pytest.fixture(scope="session")
def installed(scratch: Scratch) -> str:
    """Demo data, Chinese, our add-ons: to be copied, never to be changed."""
    return os.environ.get("JL_TEST_DATABASE") or scratch.install(find_addons())


@pytest.fixture(scope="session")
def fresh_database(scratch: Scratch, installed: str) -> Callable[[str], str]:
    """Make a copy of the installed database for a test that breaks things."""
    return lambda role: scratch.clone(installed, role)


@pytest.fixture(scope="session")
def database(scratch: Scratch, installed: str) -> str:
    """The database behind `server`."""
    return scratch.clone(installed, "server")


@pytest.fixture(scope="session")
def server(
    runtime: Runtime, scratch: Scratch, database: str, log_folder: Path
) -> Iterator[Server]:
    log = log_folder / "server.log"
    with runtime.server(database, log=log, coverage=scratch.coverage) as running:
        yield running


@pytest.fixture
def client(server: Server, database: str) -> Callable[..., Client]:
    """Log in: client("admin"); the password is the login unless given."""

    def log_in(login: str, password: str = "") -> Client:
        return Client(server.url, database, login, password or login)

    return log_in


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(
            executable_path=ensure_chromium(), args=["--no-sandbox"]
        )
        yield chromium
        chromium.close()


@pytest.fixture
def page(browser: Browser, server: Server) -> Iterator[Page]:
    """A clean browser window that knows the server's address."""
    context = browser.new_context(base_url=server.url, locale="zh-CN")
    yield context.new_page()
    context.close()


@pytest.fixture(scope="session")
def log_watch(log_folder: Path) -> Iterator[LogWatch]:
    watch = LogWatch(log_folder)
    yield watch
    # what the servers said while they stopped
    _ensure_silent(watch, [])


@pytest.fixture(autouse=True)
def _logs_stay_silent(request: pytest.FixtureRequest, log_watch: LogWatch):
    """A warning in any log fails the test during which it was written.

    Odoo warns of each refusal; those that a client was told of are expected.
    """
    yield
    declared = [
        Allowed(*mark.args, reason="declared by the test")
        for mark in request.node.iter_markers("expects_log")
    ]
    refused = [
        Allowed(REFUSAL_LOGGER, re.escape(message.strip()), reason="told to the client")
        for message in set(Connection.refusals)
    ]
    _ensure_silent(log_watch, [*declared, *refused])


def _ensure_silent(watch: LogWatch, allowed: list[Allowed]) -> None:
    loud = watch.take_unexpected([*ALLOWED, REPEATED, *allowed])
    assert not loud, "\n".join(entry.title for entry in loud)
