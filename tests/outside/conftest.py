"""Users of the demo data, each logged in once, and shells that stop half-way."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import pytest

from tests.client import Client
from tests.outside.doors import Doors, open_doors
from tests.outside.half_done import Scene

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from workshop.runtime import Runtime
    from workshop.server import Server
    from workshop.testing.scratch import Scratch

SCOPE = "jl_crm_quote.review_scope"


@pytest.fixture(scope="session")
def user(server: Server, database: str) -> Callable[[str], Client]:
    """A client of somebody from the demo data: user("sales").

    Checking a password takes long.
    """
    return cache(lambda login: Client(server.url, database, login, login))


@pytest.fixture
def without_reviews(user) -> Iterator[None]:
    """Orders are confirmed as in stock; whether they may leave is not asked."""
    parameters = "ir.config_parameter"
    user("admin").call(parameters, "set_param", SCOPE, "off")
    yield
    user("admin").call(parameters, "set_param", SCOPE, "all")


@pytest.fixture(scope="session")
def doors(user) -> Doors:
    """One customer for all: two with one mail would be duplicates."""
    return open_doors(user)


@pytest.fixture(scope="module")
def log_in(
    request: pytest.FixtureRequest,
    runtime: Runtime,
    scratch: Scratch,
    fresh_database: Callable[[str], str],
    log_folder: Path,
) -> Iterator[Callable[[str], Client]]:
    """Clients of a server of the module's own: 2,000 customers would be in the way."""
    name = request.path.stem.removeprefix("test_")
    database = fresh_database(name)
    log = log_folder / f"server-{name}.log"
    with runtime.server(database, log=log, coverage=scratch.coverage) as server:

        def open_client(login: str) -> Client:
            client = Client(server.url, database, login, login)
            # the sheets are Chinese, so must be whoever imports them
            client.context["lang"] = "zh_CN"
            return client

        yield open_client


@pytest.fixture(scope="module")
def scene(
    request: pytest.FixtureRequest,
    runtime: Runtime,
    fresh_database: Callable[[str], str],
    log_folder: Path,
) -> Scene:
    """A database of the module's own with what its PREPARE makes."""
    name = request.path.stem.removeprefix("test_")
    scene = Scene(runtime, fresh_database(name), log_folder / f"{name}.log")
    scene.run(request.module.PREPARE)
    return scene


@pytest.fixture
def half_done(
    request: pytest.FixtureRequest, scene: Scene
) -> Iterator[subprocess.Popen]:
    """A process that did the module's WORK as far as STOP and has not committed."""
    with scene.stopped(request.module.WORK, *request.module.STOP) as shell:
        yield shell
