"""One of the clients of `benchmarks.customer_search`, inside `odoo shell`.

It asks what the web client asks: the suggestions of a many-to-one field, and a page of
the list with its count, as somebody with their record rules.
"""

from __future__ import annotations

import functools
import json
import random
import time
from typing import TYPE_CHECKING, Any

from benchmarks.common.clock import clock_seconds
from benchmarks.customer_search.before import list_by_fields, search_by_names

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

PAGE = {
    "name": {},
    "email": {},
    "phone": {},
    "user_id": {"fields": {"display_name": {}}},
}
# the search box of the list, and what it says of what matched; without either, that of
# Odoo's own list of contacts
BOX = "found_by"
BEFORE = " before"
PATIENCE = 60.0


def search(env: Any, folder: Path, login: str, number: int, seconds: float) -> None:
    """Write {route: {kind: [milliseconds, …]}} of so many seconds of searching."""
    questions = json.loads((folder / "questions.json").read_text(encoding="utf-8"))
    user = env["res.users"].search([("login", "=", login)])
    partners = env["res.partner"].with_user(user)
    draw = random.Random(number)  # noqa: S311
    routes = _make_routes(partners)
    for work in routes.values():
        work(partners, questions[0][1])
    _meet(folder, number)
    times: dict[str, dict[str, list[float]]] = {route: {} for route in routes}
    end = time.perf_counter() + seconds
    while time.perf_counter() < end:
        kind, text = draw.choice(questions)
        for route, work in routes.items():
            ask = functools.partial(_ask, work, partners, text)
            times[route].setdefault(kind, []).append(1000 * clock_seconds(ask))
    result = folder / f"{number}.json"
    result.write_text(json.dumps(times), encoding="utf-8")


def _make_routes(partners: Any) -> dict[str, Callable[[Any, str], Any]]:
    """What is asked; where the search is ours, each also as it was before, in turns."""
    if BOX not in partners._fields:
        return {"name_search": _suggest, "list": _list_of_stock}
    return {
        "name_search": _suggest,
        f"name_search{BEFORE}": functools.partial(search_by_names, _suggest),
        "list": _list,
        f"list{BEFORE}": functools.partial(search_by_names, _list_of_stock),
    }


def _suggest(partners: Any, text: str) -> Any:
    return partners.name_search(text, limit=8)


def _list(partners: Any, text: str) -> Any:
    box = partners.with_context(customer_search=[text])
    page = {**PAGE, BOX: {}}
    domain = [[BOX, "ilike", text]]
    return box.web_search_read(domain, page, limit=80, count_limit=10001)


def _list_of_stock(partners: Any, text: str) -> Any:
    return list_by_fields(partners, PAGE, text)


def _ask(work: Callable[[Any, str], Any], partners: Any, text: str) -> None:
    """In a transaction of its own, with Odoo's caches of it empty afterwards."""
    work(partners, text)
    partners.env.cr.rollback()
    partners.env.invalidate_all()


def _meet(folder: Path, number: int) -> None:
    """Begin when all have come."""
    (folder / f"{number}.ready").touch()
    end = time.monotonic() + PATIENCE
    while not (folder / "go").exists() and time.monotonic() < end:
        time.sleep(0.01)
