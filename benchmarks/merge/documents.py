"""Journal items, leads, orders and messages for very many customers, by SQL.

One of each is made by Odoo; the others are copies of its row with another customer.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from benchmarks.common.filling import copy_record

if TYPE_CHECKING:
    from collections.abc import Mapping

CUSTOMERS = """
    CREATE TEMPORARY TABLE customers AS
    SELECT id AS customer, row_number() OVER (ORDER BY id) - 1 AS n FROM res_partner
     WHERE commercial_partner_id = id AND active AND id > %s
"""
ITEMS_OF_A_MOVE = 4


def fill(env: Any, counts: Mapping[str, int]) -> None:
    """Give the customers documents; `counts`: items, leads, orders, messages."""
    env.cr.execute(CUSTOMERS, [_last_own_partner(env)])
    env.cr.execute("ANALYZE customers")
    customer = env["res.partner"].search([("is_company", "=", True)], limit=1)
    move = _make_move(env, customer)
    lead = env["crm.lead"].create({"name": "x", "partner_id": customer.id})
    order = env["sale.order"].create({"partner_id": customer.id})
    message = customer.message_post(body="x")
    env.flush_all()
    partner = "'partner_id', customer"
    of_entity = f"{partner}, 'commercial_partner_id', customer"
    moves = counts["items"] // ITEMS_OF_A_MOVE
    copy_record(env, move, moves, of_entity)
    env.cr.execute("SELECT max(id) FROM account_move")
    [[last]] = env.cr.fetchall()
    of_move = f"{partner}, 'move_id', {last} - i % {max(moves, 1)}"
    copy_record(env, move.line_ids[:1], counts["items"], of_move)
    copy_record(env, lead, counts["leads"], partner)
    shipped = (
        f"{partner}, 'partner_invoice_id', customer, 'partner_shipping_id', customer"
    )
    copy_record(env, order, counts["orders"], shipped)
    copy_record(
        env, message, counts["messages"], "'res_id', customer, 'author_id', customer"
    )
    env.cr.execute("DROP TABLE customers")
    env.cr.commit()


def _last_own_partner(env: Any) -> int:
    users = env["res.users"].with_context(active_test=False).search([])
    return max((users.partner_id | env["res.company"].search([]).partner_id).ids)


def _make_move(env: Any, customer: Any) -> Any:
    account = env["account.account"].create(
        {
            "name": "Receivable",
            "code": "990001",
            "account_type": "asset_receivable",
            "reconcile": True,
        }
    )
    journal = env["account.journal"].create(
        {"name": "Bench", "code": "BENCH", "type": "general"}
    )
    line = {"account_id": account.id, "partner_id": customer.id}
    return env["account.move"].create(
        {
            "journal_id": journal.id,
            "partner_id": customer.id,
            "line_ids": [
                (0, 0, {**line, "debit": 10}),
                (0, 0, {**line, "credit": 10}),
            ],
        }
    )
