"""What the workplace takes each role, beside a page of the list of customers.

The list is in its own order: hot customers first, then who is due next.

Runs inside `odoo shell`, with the calls that the web client makes.
"""

from __future__ import annotations

from typing import Any

from benchmarks.common.clock import clock, spread
from benchmarks.common.report import Figures
from benchmarks.customer_access.measure import CUSTOMERS, PAGE
from benchmarks.workplace.base import LANGUAGE, OFFICE

# that of the view
ORDER = "is_hot desc, next_plan_date, id"
LOGINS = {
    "salesperson": "bench_{last}",
    "clerk of an office": "office_clerk_0",
    "superior of a few": "bench_60",
    "superior of hundreds": "bench_2",
    "superior of all": "bench_0",
    "General Affairs": OFFICE,
}


def measure(env: Any, rounds: int) -> Figures:
    """{who: {what: {p50, p95}}}, in milliseconds; and the statements of the page."""
    count = env["res.users"].search_count([("login", "=like", "bench\\_%")])
    figures = {}
    for who, pattern in LOGINS.items():
        login = pattern.format(last=count - 2)
        user = env["res.users"].search([("login", "=", login)])
        figures[who] = measure_for(env(user=user.id), rounds)
    return figures


def measure_for(env: Any, rounds: int) -> dict[str, dict[str, float]]:
    """Clock the page of one person, the first round of all to warm up."""
    context = {"lang": LANGUAGE, "allowed_company_ids": env.company.ids}
    workplace = env["crm.workplace"].with_context(**context)
    partners = env["res.partner"].with_context(**context)
    works = {
        "workplace": workplace.get_workplace,
        "people, afterwards": workplace.get_people,
        "list of customers": lambda: list_customers(partners),
        "stock list": lambda: list_customers(partners.sudo()),
    }
    times = {
        name: [clock(env, work) for _round in range(rounds + 1)]
        for name, work in works.items()
    }
    rows = {name: spread(values[1:]) for name, values in times.items()}
    rows["times the stock list"] = {
        "ratio": rows["workplace"]["p50"] / rows["stock list"]["p50"]
    }
    rows["statements"] = {"count": count_statements(env, workplace)}
    return rows


def list_customers(partners: Any) -> dict[str, Any]:
    return partners.web_search_read(
        CUSTOMERS, PAGE, limit=80, count_limit=10001, order=ORDER
    )


def count_statements(env: Any, workplace: Any) -> int:
    env.invalidate_all()
    before = env.cr.sql_log_count
    workplace.get_workplace()
    return env.cr.sql_log_count - before
