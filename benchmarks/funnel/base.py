"""Opportunities that have come different distances, and two who look at them.

Runs inside `odoo shell`, with the add-on installed.
"""

from __future__ import annotations

from typing import Any

from odoo.tools import SQL

from benchmarks.common.filling import make_user, vacuum

SELLER, DIRECTOR = "bench_funnel", "bench_funnel_director"
CUSTOMERS = """
    INSERT INTO res_partner (
        name, complete_name, is_company, active, type, customer_status, user_id,
        customer_holder, customer_region_id, industry_id, company_id, create_date,
        autopost_bills
    )
    SELECT 'Bench ' || n, 'Bench ' || n, TRUE, TRUE, 'contact', 'potential', 2, 2,
           (%(regions)s::int[])[1 + n %% cardinality(%(regions)s::int[])],
           (%(industries)s::int[])[1 + n %% cardinality(%(industries)s::int[])],
           NULL, now() AT TIME ZONE 'UTC', 'ask'
      FROM generate_series(1, %(count)s) n
    RETURNING id
"""
OWN = "UPDATE res_partner SET commercial_partner_id = id WHERE name LIKE 'Bench %%'"
# of eleven the eighth is won and the ninth lost; the others are spread over the stages
FILL = """
    INSERT INTO crm_lead (
        name, type, active, user_id, team_id, company_id, stage_id, reached_stage_id,
        opportunity_state, partner_id, expected_revenue, prorated_revenue, probability,
        automated_probability, won_status, priority, create_date, date_closed,
        write_date, create_uid, write_uid
    )
    SELECT 'Opportunity ' || n, 'opportunity', n %% 11 <> 9,
           CASE WHEN n %% 50 = 0 THEN %(mine)s ELSE 2 END,
           (%(teams)s::int[])[1 + n %% cardinality(%(teams)s::int[])], 1,
           CASE WHEN n %% 11 = 8 THEN %(won)s
                ELSE (%(stages)s::int[])[1 + n %% cardinality(%(stages)s::int[])] END,
           CASE WHEN n %% 11 = 8 THEN %(won)s
                ELSE (%(stages)s::int[])[1 + n %% cardinality(%(stages)s::int[])] END,
           CASE n %% 11 WHEN 8 THEN 'won' WHEN 9 THEN 'lost' ELSE 'open' END,
           %(first)s + n %% %(customers)s, 1000 + n %% 90000, 200 + n %% 18000, 20, 20,
           CASE n %% 11 WHEN 8 THEN 'won' WHEN 9 THEN 'lost' ELSE 'pending' END,
           (n %% 3)::varchar,
           now() AT TIME ZONE 'UTC' - (n %% 1000) * interval '1 day',
           CASE WHEN n %% 11 IN (8, 9) THEN now() AT TIME ZONE 'UTC' END,
           now() AT TIME ZONE 'UTC', 1, 1
      FROM generate_series(1, %(count)s) n
"""
SPLITS = """
    INSERT INTO crm_lead_split (lead_id, user_id, percent)
    SELECT l.id, u.id, 50
      FROM crm_lead l, unnest(%(users)s::int[]) u(id)
     WHERE l.id %% 100 = 0 AND l.name LIKE 'Opportunity %%'
"""


def fill(env: Any, count: int) -> None:
    """Make ``count`` opportunities of one customer in fifty, and who looks at them."""
    seller = make_user(env, SELLER, "sales_team.group_sale_salesman")
    director = make_user(env, DIRECTOR, "sales_team.group_sale_salesman_all_leads")
    stages = env["crm.stage"].search([("stage_state", "=", "open")])
    won = env["crm.stage"].search([("stage_state", "=", "won")], limit=1)
    customers = max(1, count // 50)
    env.flush_all()
    regions, industries = (
        env[name].search([]).ids for name in ("customer.region", "res.partner.industry")
    )
    names = {"regions": regions, "industries": industries, "count": customers}
    env.cr.execute(SQL(CUSTOMERS, **names))
    [first] = env.cr.fetchone()
    env.cr.execute(SQL(OWN))
    env.cr.execute(
        SQL(
            FILL,
            count=count,
            mine=seller.id,
            teams=env["crm.team"].search([]).ids,
            stages=stages.ids,
            won=won.id,
            first=first,
            customers=customers,
        )
    )
    env.cr.execute(SQL(SPLITS, users=[seller.id, director.id]))
    vacuum(env, "crm_lead", "crm_lead_split", "res_partner")
