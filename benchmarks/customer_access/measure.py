"""What a page of customers takes somebody, and what it takes without rules.

Runs inside `odoo shell`, with the calls that the web client makes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from benchmarks.common.clock import clock, spread
from benchmarks.common.report import Figures

if TYPE_CHECKING:
    from collections.abc import Callable

CUSTOMERS = [["customer_status", "!=", False]]
PAGE = {
    "name": {},
    "customer_code": {},
    "phone": {},
    "user_id": {"fields": {"display_name": {}}},
    "registration_date": {},
}
SETTING = "jl_crm_pipeline.unassigned_customers"
EVERYONE = "salesperson, who sees the unassigned"
LOGINS = {
    EVERYONE: "bench_{last}",
    "salesperson": "bench_{last}",
    "clerk of an office": "office_clerk_0",
    "superior of a few": "bench_60",
    "superior of hundreds": "bench_2",
    "superior of all": "bench_0",
}


def measure(env: Any, rounds: int) -> Figures:
    """{who: {page: {"p50": ms, "p95": ms, "stock": ms, "stock95": ms}}}."""
    count = env["res.users"].search_count([("login", "=like", "bench\\_%")])
    figures = {}
    for who, pattern in LOGINS.items():
        login = pattern.format(last=count - 1)
        # one in twenty customers is nobody's: the office's, unless told otherwise
        value = "everyone" if who == EVERYONE else "office"
        env["ir.config_parameter"].set_param(SETTING, value)
        user = env["res.users"].search([("login", "=", login)])
        figures[who] = measure_user(env, user, rounds)
    return figures


def measure_user(env: Any, user: Any, rounds: int) -> dict[str, dict[str, float]]:
    # what the web client sends along
    context = {"lang": "en_US", "tz": "UTC", "allowed_company_ids": user.company_id.ids}
    mine = env["res.partner"].with_user(user).with_context(**context)
    figures = {}
    for name, work in pages().items():
        stock, ours = [], []
        for _round in range(rounds + 1):
            stock.append(clock(env, lambda work=work: work(mine.sudo())))
            ours.append(clock(env, lambda work=work: work(mine)))
        figures[name] = {
            **spread(ours[1:]),
            **spread(stock[1:], "stock "),
        }
    return figures


def pages() -> dict[str, Callable[[Any], Any]]:
    """What the web client asks for: the list, a search, the groups, the count."""
    found = [*CUSTOMERS, ["name", "ilike", "隆盛"]]
    return {
        "list": lambda partners: partners.web_search_read(
            CUSTOMERS, PAGE, limit=80, count_limit=10001
        ),
        "search": lambda partners: partners.web_search_read(
            found, PAGE, limit=80, count_limit=10001
        ),
        "name_search": lambda partners: partners.name_search("隆盛", limit=8),
        "groups": lambda partners: partners.formatted_read_group(
            CUSTOMERS, ["customer_status"], ["__count"]
        ),
        "count": lambda partners: partners.search_count(CUSTOMERS),
    }
