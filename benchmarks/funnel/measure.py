"""What the funnel takes, for a salesperson and for who sees everything.

Runs inside `odoo shell`. The peer, in the same run and under the same rights: Odoo's
own `formatted_read_group` of the same opportunities by stage, without the conversion.
"""

from __future__ import annotations

from typing import Any

from benchmarks.common.clock import clock, spread
from benchmarks.common.report import Figures
from benchmarks.funnel.base import DIRECTOR, SELLER

GROUPS = ("person", "team", "region", "industry", "product")


def measure(env: Any, rounds: int) -> Figures:
    """{who: {what: {p50, p95}}}, in milliseconds."""
    figures = {}
    for who, login in (("salesperson", SELLER), ("director", DIRECTOR)):
        user = env["res.users"].search([("login", "=", login)])
        figures[who] = measure_for(env(user=user.id), rounds)
    return figures


def measure_for(env: Any, rounds: int) -> dict[str, dict[str, float]]:
    """Clock each page of the user."""
    today = env.cr.now()
    year = {"date_from": f"{today:%Y}-01-01", "date_to": f"{today:%Y}-12-31"}
    funnel = env["crm.funnel"]
    pages = {
        f"all by {group}": lambda group=group: funnel.get_funnel({"group": group})
        for group in GROUPS
    }
    pages["year by person"] = lambda: funnel.get_funnel({**year, "group": "person"})
    domain = funnel._get_domain({})
    pages["stock all by stage"] = lambda: group_as_stock(env, domain)
    times = {
        page: [clock(env, work) for _round in range(rounds + 1)]
        for page, work in pages.items()
    }
    return {page: spread(values[1:]) for page, values in times.items()}


def group_as_stock(env: Any, domain: Any) -> list[dict]:
    sums = ["__count", "expected_revenue:sum", "prorated_revenue:sum"]
    return env["crm.lead"].formatted_read_group(domain, ["stage_id"], sums)
