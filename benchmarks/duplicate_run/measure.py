"""Runs of the analysis through its model, inside `odoo shell`."""

from __future__ import annotations

from typing import Any

from benchmarks.common.clock import clock_seconds, peak_memory

CHANGED = 1000
SOME = "SELECT id FROM res_partner WHERE is_company ORDER BY md5(id::text) LIMIT %s"
# the criteria that Odoo's own wizard offers and that apply to companies
PEER = (["name"], ["email"], ["vat"])


def measure(env: Any) -> dict[str, float]:
    """Both kinds of runs, then Odoo's own search for duplicates on the same base."""
    figures = {}
    env.cr.execute("TRUNCATE crm_duplicate_changed")
    env.cr.commit()
    whole = _run(env, "whole")
    figures["customers"] = whole.customer_count
    figures["pairs"] = whole.pair_count
    figures["groups"] = whole.group_count
    figures["whole run"] = whole.duration
    figures["memory"] = peak_memory()
    figures["same run again"] = _run(env, "whole").duration
    _change_some(env)
    figures["1,000 changed"] = _run(env, "changed").duration
    figures["peer"] = clock_seconds(lambda: _ask_peer(env))
    return figures


def _run(env: Any, kind: str) -> Any:
    run = env["crm.duplicate.run"].create({"kind": kind})
    env.cr.commit()
    env["crm.duplicate.run"]._cron_analyse()
    if run.state != "done":
        raise RuntimeError(run.error)
    return run


def _change_some(env: Any) -> None:
    env.cr.execute(SOME, [CHANGED])
    ids = [row[0] for row in env.cr.fetchall()]
    for number, partner in enumerate(env["res.partner"].browse(ids)):
        partner.phone = f"0760-8{number:07}"
    env.cr.commit()


def _ask_peer(env: Any) -> None:
    """The queries alone; its wizard then makes a record of each group."""
    wizard = env["base.partner.merge.automatic.wizard"]
    for fields in PEER:
        env.cr.execute(wizard._generate_query(fields, maximum_group=0))
        env.cr.fetchall()
