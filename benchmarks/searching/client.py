"""One of the clients of `benchmarks.customer_search`, inside `odoo shell`.

It asks what the web client asks: the suggestions of a many-to-one field, and a page of
the list with its count, as somebody with their record rules.
"""

from __future__ import annotations

import json
import random
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

PAGE = {
    "name": {},
    "email": {},
    "phone": {},
    "user_id": {"fields": {"display_name": {}}},
}
# the search box of Odoo's own list of contacts
FIELDS = ("complete_name", "ref", "email", "vat", "company_registry")
PATIENCE = 60.0


def make_users(env: Any) -> None:
    """Somebody with one customer in five hundred, and somebody who sees them all."""
    seller, manager = (
        env["res.users"]
        .with_context(no_reset_password=True)
        .create(
            [
                {"name": login, "login": login, "group_ids": [(4, env.ref(group).id)]}
                for login, group in (
                    ("bench_seller", "sales_team.group_sale_salesman"),
                    ("bench_manager", "sales_team.group_sale_manager"),
                )
            ]
        )
    )
    env.cr.execute(
        "UPDATE res_partner SET user_id = CASE WHEN id %% 500 = 0 THEN %s ELSE %s END "
        "WHERE is_company AND create_uid = 1 AND id >= 1000000",
        [seller.id, manager.id],
    )
    env.cr.commit()


def prepare(env: Any) -> None:
    """What the scheduled action does after the add-on came to a great base."""
    partners = env["res.partner"]
    while not partners._is_search_ready():
        partners._cron_fill_words()
        env.cr.commit()


def search(env: Any, folder: Path, login: str, number: int, seconds: float) -> None:
    """Write {route: {kind: [milliseconds, …]}} of so many seconds of searching."""
    questions = json.loads((folder / "questions.json").read_text(encoding="utf-8"))
    user = env["res.users"].search([("login", "=", login)])
    partners = env["res.partner"].with_user(user)
    draw = random.Random(number)  # noqa: S311
    routes = {"name_search": _suggest, "list": _list}
    for work in routes.values():
        work(partners, questions[0][1])
    _meet(folder, login, number)
    times: dict[str, dict[str, list[float]]] = {route: {} for route in routes}
    end = time.perf_counter() + seconds
    while time.perf_counter() < end:
        kind, text = draw.choice(questions)
        for route, work in routes.items():
            took = _clock(env, lambda work=work, text=text: work(partners, text))
            times[route].setdefault(kind, []).append(took)
    result = folder / f"{login}-{number}.json"
    result.write_text(json.dumps(times), encoding="utf-8")


def _suggest(partners: Any, text: str) -> Any:
    return partners.name_search(text, limit=8)


def _list(partners: Any, text: str) -> Any:
    domain = ["|"] * (len(FIELDS) - 1) + [[name, "ilike", text] for name in FIELDS]
    return partners.web_search_read(domain, PAGE, limit=80, count_limit=10001)


def _clock(env: Any, work: Callable[[], Any]) -> float:
    """Milliseconds, in a transaction of its own and with Odoo's caches of it empty."""
    start = time.perf_counter()
    work()
    env.cr.rollback()
    env.invalidate_all()
    return (time.perf_counter() - start) * 1000


def _meet(folder: Path, login: str, number: int) -> None:
    """Begin when all have come."""
    (folder / f"{login}-{number}.ready").touch()
    end = time.monotonic() + PATIENCE
    while not (folder / f"{login}.go").exists() and time.monotonic() < end:
        time.sleep(0.01)
