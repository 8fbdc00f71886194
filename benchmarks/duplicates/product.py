"""What `benchmarks.duplicate_run` does inside Odoo's shell, with its models."""

from __future__ import annotations

import json
import resource
import time
from pathlib import Path

CHANGED = 1000
KILOBYTE = 1024
LOAD = """
    CREATE TEMP TABLE customer (
        id int, name text, country text, state text, city text, street text, phone text,
        mobile text, fax text, email text, website text, contact text, tax_id text)
"""
# Odoo has one field for numbers; a cell may hold several
INSERT = """
    WITH made AS (
        SELECT *, (SELECT max(id) FROM res_partner) + id AS partner_id FROM customer
    )
    INSERT INTO res_partner (
        id, commercial_partner_id, name, complete_name, commercial_company_name,
        is_company, active, type, phone, email, email_normalized, website, city, street,
        vat, create_uid, write_uid, create_date, write_date)
    SELECT partner_id, partner_id, name, name, name, TRUE, TRUE, 'contact',
           concat_ws(' ', nullif(phone, ''), nullif(mobile, ''), nullif(fax, '')),
           nullif(email, ''), nullif(lower(email), ''), nullif(website, ''),
           nullif(city, ''), nullif(street, ''), nullif(tax_id, ''), 1, 1, now(), now()
      FROM made
"""
SEQUENCE = "SELECT setval('res_partner_id_seq', (SELECT max(id) FROM res_partner))"
SOME = "SELECT id FROM res_partner WHERE is_company ORDER BY md5(id::text) LIMIT %s"
# the criteria that Odoo's own wizard offers and that apply to companies
PEER = (["name"], ["email"], ["vat"])


def fill(env, customers: str) -> None:
    """Copy the customers and key them."""
    cr = env.cr
    cr.execute(LOAD)
    with Path(customers).open(encoding="utf-8") as file:
        cr.copy_expert("COPY customer FROM STDIN CSV HEADER", file)
    cr.execute(INSERT)
    cr.execute(SEQUENCE)
    cr.commit()
    env["crm.duplicate.index"]._rebuild()
    cr.commit()


def measure(env, result: str) -> None:
    """Both kinds of runs, then Odoo's own search for duplicates on the same base."""
    figures = {}
    env.cr.execute("TRUNCATE crm_duplicate_changed")
    env.cr.commit()
    whole = _run(env, "whole")
    figures["customers"] = whole.customer_count
    figures["pairs"] = whole.pair_count
    figures["groups"] = whole.group_count
    figures["whole run"] = whole.duration
    figures["memory"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * KILOBYTE
    figures["same run again"] = _run(env, "whole").duration
    _change_some(env)
    figures["1,000 changed"] = _run(env, "changed").duration
    figures["peer"] = _ask_peer(env)
    Path(result).write_text(json.dumps(figures, indent=2) + "\n", encoding="utf-8")


def _run(env, kind: str):
    run = env["crm.duplicate.run"].create({"kind": kind})
    env.cr.commit()
    env["crm.duplicate.run"]._cron_analyse()
    if run.state != "done":
        raise RuntimeError(run.error)
    return run


def _change_some(env) -> None:
    env.cr.execute(SOME, [CHANGED])
    ids = [row[0] for row in env.cr.fetchall()]
    for number, partner in enumerate(env["res.partner"].browse(ids)):
        partner.phone = f"0760-8{number:07}"
    env.cr.commit()


def _ask_peer(env) -> float:
    """Seconds of the queries alone; its wizard then makes a record of each group."""
    wizard = env["base.partner.merge.automatic.wizard"]
    start = time.perf_counter()
    for fields in PEER:
        env.cr.execute(wizard._generate_query(fields, maximum_group=0))
        env.cr.fetchall()
    return time.perf_counter() - start
