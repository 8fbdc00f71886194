"""Users of the demo data, each logged in once: checking a password takes long."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import pytest

from tests.client import Client

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from workshop.server import Server


SCOPE = "jl_crm_quote.review_scope"


@pytest.fixture(scope="session")
def user(server: Server, database: str) -> Callable[[str], Client]:
    """A client of somebody from the demo data: user("sales")."""
    return cache(lambda login: Client(server.url, database, login, login))


@pytest.fixture
def without_reviews(user) -> Iterator[None]:
    """Orders are confirmed as in stock; whether they may leave is not asked."""
    parameters = "ir.config_parameter"
    user("admin").call(parameters, "set_param", SCOPE, "off")
    yield
    user("admin").call(parameters, "set_param", SCOPE, "all")
