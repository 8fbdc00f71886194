"""Merge many groups, undo one, and let Odoo's wizard merge a sample."""

from __future__ import annotations

import time
from typing import Any

from benchmarks.common.report import Rows

ANALYSED = (
    "res_partner",
    "account_move",
    "account_move_line",
    "crm_lead",
    "sale_order",
    "mail_message",
)
FIND_GROUPS = """
    SELECT array_agg(id ORDER BY id) FROM (
        SELECT p.id, row_number() OVER (ORDER BY p.id) - 1 AS n FROM res_partner p
         WHERE p.commercial_partner_id = p.id AND p.active AND p.is_company
           AND p.parent_id IS NULL
           AND NOT EXISTS (SELECT FROM res_users u WHERE u.partner_id = p.id)
           AND NOT EXISTS (SELECT FROM res_company c WHERE c.partner_id = p.id)
    ) p
     GROUP BY n / %s ORDER BY n / %s LIMIT %s
"""
GROUP_SIZE = 2


def measure(env: Any, groups: int, sample: int) -> Rows:
    """Seconds of both; nothing of the merges remains."""
    found = _find_groups(env, groups + sample)
    return {
        "ours": _measure_ours(env, found[:groups]),
        "stock": _measure_stock(env, found[groups:]),
    }


def _find_groups(env: Any, count: int) -> list[Any]:
    env.cr.execute("ANALYZE " + ", ".join(ANALYSED))
    env.cr.commit()
    env.cr.execute(FIND_GROUPS, [GROUP_SIZE, GROUP_SIZE, count])
    return [env["res.partner"].browse(ids) for (ids,) in env.cr.fetchall()]


def _measure_ours(env: Any, groups: list[Any]) -> dict[str, float]:
    user = env.ref("base.user_admin")
    partners = env["res.partner"].with_user(user)
    pairs = [
        (partners.browse(group.ids[:1]), partners.browse(group.ids[1:]))
        for group in groups
    ]
    start = time.monotonic()
    merges = partners._merge_customers(pairs)
    env.flush_all()
    env["crm.duplicate.index"]._refresh_pending()
    merged = time.monotonic()
    merges[len(merges) // 2].action_undo()
    env.flush_all()
    env["crm.duplicate.index"]._refresh_pending()
    undone = time.monotonic()
    env.cr.execute("SELECT sum(row_count) FROM crm_partner_merge_journal")
    [[rows]] = env.cr.fetchall()
    env.cr.rollback()
    env.invalidate_all()
    return {
        "groups": len(groups),
        "rows": float(rows),
        "merge": merged - start,
        "undo": undone - merged,
        "per group": (merged - start) / len(groups),
    }


def _measure_stock(env: Any, groups: list[Any]) -> dict[str, float]:
    wizards = env["base.partner.merge.automatic.wizard"].with_user(
        env.ref("base.user_admin")
    )
    start = time.monotonic()
    for group in groups:
        wizards._merge(group.ids, wizards.env["res.partner"].browse(group.ids[:1]))
        env.flush_all()
    seconds = time.monotonic() - start
    env.cr.rollback()
    env.invalidate_all()
    return {"groups": len(groups), "merge": seconds, "per group": seconds / len(groups)}
