"""Quotations of one salesperson, confirmed one after the other.

Runs inside `odoo shell`; where there are reviews, each one is approved beforehand.
"""

from __future__ import annotations

import json
import time
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pathlib import Path

WARM_UP = 5


def measure(env: Any, result: Path, count: int, lines: int) -> None:
    """Add the milliseconds of each confirmation to the file of results."""
    seller, director = _make_people(env)
    orders = _make_orders(env, seller, count + WARM_UP, lines)
    if "review_state" in orders:
        orders.action_review_submit()
        orders.with_user(director).action_review_approve()
    env.cr.commit()
    times = [_clock(env, order) for order in orders][WARM_UP:]
    before = json.loads(result.read_text()) if result.exists() else []
    result.write_text(json.dumps(before + times) + "\n", encoding="utf-8")


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
    partner = env["res.partner"].create(
        {"name": "Bench", "is_company": True, "user_id": seller.id}
    )
    return (
        env["sale.order"]
        .with_user(seller)
        .create(
            [
                {
                    "partner_id": partner.id,
                    "order_line": [
                        (0, 0, {"product_id": product.id, "price_unit": 10 + number})
                        for number in range(lines)
                    ],
                }
                for _number in range(count)
            ]
        )
    )


def _clock(env: Any, order: Any) -> float:
    """Milliseconds, with Odoo's caches of records empty, to the end of the work."""
    env.invalidate_all()
    start = time.perf_counter()
    order.action_confirm()
    env.cr.commit()
    return (time.perf_counter() - start) * 1000
