"""What refreshing all orders takes, and a page of them.

Runs inside `odoo shell`. The peer of the page, in the same run and under the same
rights: Odoo's own list of sales orders over the same ones.
"""

from __future__ import annotations

from typing import Any

from benchmarks.common.clock import clock, clock_seconds, spread
from benchmarks.common.report import Rows
from benchmarks.order_execution.base import DIRECTOR, SELLER

PAGE = 80
STOCK = {
    "name": {},
    "date_order": {},
    "partner_id": {"fields": {"display_name": {}}},
    "user_id": {"fields": {"display_name": {}}},
    "amount_total": {},
    "currency_id": {"fields": {"display_name": {}}},
    "invoice_status": {},
    "state": {},
}
OURS = {
    **STOCK,
    "is_late": {},
    "slip_days": {},
    "delivered_share": {},
    "billed_share": {},
    "paid_share": {},
    "promised_date": {},
    "execution_state": {},
}
FILTERS = {
    "all": [],
    "late": [("is_late", "=", True)],
    "signed, unpaid": [("paid_share", "<", 100)],
}


def measure(env: Any, rounds: int) -> Rows:
    """{what: {p50, p95}} in milliseconds, and the refresh in seconds."""
    figures = {
        "refresh": {"seconds": clock_seconds(env["sale.order"]._refresh_execution)}
    }
    env.cr.commit()
    for who, login in (("salesperson", SELLER), ("director", DIRECTOR)):
        user = env["res.users"].search([("login", "=", login)])
        orders = env["sale.order"].with_user(user)
        mine = [("user_id", "=", user.id)] if who == "salesperson" else []
        pages = {
            name: lambda extra=extra, mine=mine, orders=orders: open_page(
                orders, [*mine, *extra], OURS
            )
            for name, extra in FILTERS.items()
        }
        pages["stock"] = lambda mine=mine, orders=orders: open_page(orders, mine, STOCK)
        for name, work in pages.items():
            times = [clock(env, work) for _round in range(rounds + 1)]
            figures[f"{who}, {name}"] = spread(times[1:])
    return figures


def open_page(orders: Any, domain: list, specification: dict) -> None:
    orders.web_search_read(
        [("state", "=", "sale"), *domain],
        specification,
        limit=PAGE,
        count_limit=10_001,
    )
