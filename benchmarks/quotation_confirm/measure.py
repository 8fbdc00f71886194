"""Quotations of one salesperson, confirmed one after the other.

Runs inside `odoo shell`. They were sent to a customer who trades already, as most are,
and where there are reviews, each one was approved beforehand.
"""

from __future__ import annotations

from contextlib import ExitStack
from typing import Any

from benchmarks.common.clock import clock
from benchmarks.common.people import work_as_everybody

WARM_UP = 5
CONTEXT = {"lang": "en_US", "tz": "Asia/Shanghai"}


def measure(
    env: Any, databases: dict[str, str], count: int, lines: int
) -> dict[str, list[float]]:
    """The milliseconds of each confirmation, by the name of the database.

    One quotation of each in turn, so that what else the machine does, and what one
    leaves in its caches, falls on all of them alike.
    """
    with ExitStack() as stack:
        waiting = {
            name: _prepare(_open(env, stack, database), count + WARM_UP, lines)
            for name, database in databases.items()
        }
        times: dict[str, list[float]] = {name: [] for name in waiting}
        names = list(waiting)
        for turn in range(count + WARM_UP):
            first = turn % len(names)
            for name in names[first:] + names[:first]:
                order = waiting[name][turn]
                took = clock(order.env, lambda order=order: _confirm(order))
                times[name].append(took)
    return {name: taken[WARM_UP:] for name, taken in times.items()}


def _open(env: Any, stack: ExitStack, database: str) -> Any:
    """The environment of another base; env is that of the shell."""
    cursor = stack.enter_context(type(env.registry)(database).cursor())
    return type(env)(cursor, env.uid, CONTEXT)


def _prepare(env: Any, count: int, lines: int) -> list[Any]:
    """Quotations that may be confirmed, each one by itself."""
    seller, director = _make_people(env)
    orders = _make_orders(env, seller, count, lines)
    # each step by itself, as in life: the history has a line for each
    env.cr.commit()
    if "review_state" in orders:
        orders.action_review_submit()
        with work_as_everybody():
            orders.with_user(director).action_review_approve()
        env.cr.commit()
    orders.action_quotation_sent()
    env.cr.commit()
    return [order.with_prefetch() for order in orders]


def _make_people(env: Any) -> tuple[Any, Any]:
    users = env["res.users"]
    found = users.search([("login", "in", ("bench_seller", "bench_director"))])
    if not found:
        group = env.ref("sales_team.group_sale_salesman_all_leads")
        found = users.create(
            [
                {"name": login, "login": login, "group_ids": [(4, group.id)]}
                for login in ("bench_seller", "bench_director")
            ]
        )
    seller, director = found.sorted("id")
    if "sales_manager_id" in users:
        seller.sales_manager_id = director
    return seller, director


def _make_orders(env: Any, seller: Any, count: int, lines: int) -> Any:
    product = env["product.product"].create({"name": "Bench", "type": "service"})
    customer = _make_customer(env, seller)
    return (
        env["sale.order"]
        .with_user(seller)
        .create(
            [
                {
                    "partner_id": customer.id,
                    "order_line": [
                        (0, 0, {"product_id": product.id, "price_unit": 10 + number})
                        for number in range(lines)
                    ],
                }
                for _number in range(count)
            ]
        )
    )


def _make_customer(env: Any, seller: Any) -> Any:
    values = {"name": "Bench", "is_company": True, "user_id": seller.id}
    # without it nobody becomes a transacting customer
    customer = env["res.partner"].create({**values, "vat": "91442000MA4UQJ1X00"})
    if "crm.customer.conversion" in env:
        conversions = env["crm.customer.conversion"]
        conversions._get_or_open_for(customer)._approve()
    return customer


def _confirm(order: Any) -> None:
    order.action_confirm()
    order.env.cr.commit()
