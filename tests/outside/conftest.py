"""Users of the demo data, each logged in once: checking a password takes long."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import pytest

from tests.client import Client

if TYPE_CHECKING:
    from collections.abc import Callable

    from workshop.server import Server


@pytest.fixture(scope="session")
def user(server: Server, database: str) -> Callable[[str], Client]:
    """A client of somebody from the demo data: user("sales")."""
    return cache(lambda login: Client(server.url, database, login, login))
