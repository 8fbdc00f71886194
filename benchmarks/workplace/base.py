"""Customers of a sales office as `benchmarks.customer_access` makes them, at work.

Of ten customers one has an opportunity, and two a plan; of fifty one is hot; each
salesperson has recorded contacts. Runs inside `odoo shell`.
"""

from __future__ import annotations

from typing import Any

from odoo.tools import SQL

from benchmarks.common.filling import make_user, vacuum
from benchmarks.customer_access import base as customers_base

LANGUAGE = "zh_CN"
OFFICE = "bench_general_affairs"
LEADS = """
    INSERT INTO crm_lead (
        name, type, active, user_id, team_id, company_id, stage_id, reached_stage_id,
        opportunity_state, partner_id, expected_revenue, probability, stage_deadline,
        automated_probability, won_status, priority, create_date, write_date, create_uid
    )
    SELECT 'Opportunity ' || id, 'opportunity', TRUE, user_id, team_id, 1, %(stage)s,
           %(stage)s, 'open', id, 1000 + id %% 90000, 20, now()::date + id %% 60 - 10,
           20, 'pending', '0', now() AT TIME ZONE 'UTC', now() AT TIME ZONE 'UTC', 1
      FROM res_partner
     WHERE customer_code LIKE 'B%%' AND id %% 10 = 0 AND user_id IS NOT NULL
"""
PLANS = """
    INSERT INTO mail_activity (
        res_model, res_model_id, res_id, activity_type_id, user_id, summary, active,
        date_deadline, has_reminder, progress, automated, create_uid, create_date
    )
    SELECT %(model)s, %(model_id)s, {record}, %(kind)s, user_id, 'Call', TRUE,
           now()::date + id %% 90 - 5, TRUE, 'not_started', FALSE, 1, now()
      FROM {table}
     WHERE user_id IS NOT NULL AND id %% 10 = %(tenth)s {own}
"""
HOT = """
    UPDATE res_partner SET is_hot = TRUE
     WHERE customer_code LIKE 'B%%' AND id %% 50 = 3
"""
RECORDS = """
    INSERT INTO crm_contact_record (
        partner_id, user_id, contact_date, way_id, subject, summary, create_uid
    )
    SELECT id, user_id, now() AT TIME ZONE 'UTC' - (id %% 400) * interval '1 day',
           %(kind)s, 'Call', 'They agree', 1
      FROM res_partner
     WHERE customer_code LIKE 'B%%' AND id %% 5 = 0 AND user_id IS NOT NULL
"""


def fill(env: Any, customers: int, salespeople: int) -> None:
    """Make the customers, and by one statement each what is to be done with them."""
    # nothing is searched by words here
    customers_base.fill_unsearched(env, customers, salespeople, customers // 10)
    make_user(env, OFFICE, "jl_crm_pipeline.group_general_affairs")
    env["res.lang"]._activate_lang(LANGUAGE)
    stage = env["crm.stage"].search([("stage_state", "=", "open")], limit=1)
    call = env.ref("mail.mail_activity_data_call")
    env.flush_all()
    env.cr.execute(SQL(LEADS, stage=stage.id))
    _plan(env, call, "res.partner", 1, "AND customer_code LIKE 'B%%'")
    _plan(env, call, "crm.lead", 0, "")
    env.cr.execute(SQL(RECORDS, kind=call.id))
    env.cr.execute(SQL(HOT))
    env["res.partner"]._refresh_all_next_plans()
    vacuum(env, "crm_lead", "mail_activity", "crm_contact_record", "res_partner")


def _plan(env: Any, kind: Any, model: str, tenth: int, own: str) -> None:
    text = PLANS.format(record="id", table=env[model]._table, own=own)
    values = {
        "model": model,
        "model_id": env["ir.model"]._get_id(model),
        "kind": kind.id,
        "tenth": tenth,
    }
    env.cr.execute(SQL(text, **values))
