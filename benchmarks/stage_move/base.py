"""Opportunities in the stages of a base, one in fifty the bench salesperson's.

Runs inside `odoo shell`, before the add-on is installed.
"""

from __future__ import annotations

from typing import Any

from odoo.tools import SQL

from benchmarks.common.filling import make_user

LOGIN = "bench_stage"
FILL = """
    INSERT INTO crm_lead (
        name, type, active, user_id, team_id, company_id, stage_id, partner_id,
        expected_revenue, probability, automated_probability, won_status, priority,
        date_last_stage_update, create_date, write_date, create_uid, write_uid
    )
    SELECT 'Opportunity ' || n, 'opportunity', TRUE,
           CASE WHEN n %% 50 = 0 THEN %(mine)s ELSE 2 END,
           NULL, 1, (%(stages)s::int[])[1 + n %% 3], NULL,
           1000 + n %% 90000, 20, 20, 'pending', (n %% 3)::varchar,
           now() AT TIME ZONE 'UTC' - (n %% 200) * interval '1 day',
           now() AT TIME ZONE 'UTC' - (200 + n %% 200) * interval '1 day',
           now() AT TIME ZONE 'UTC', 1, 1
      FROM generate_series(1, %(count)s) n
"""


def fill(env: Any, count: int) -> None:
    """Make the salesperson and ``count`` opportunities."""
    user = make_user(env, LOGIN, "sales_team.group_sale_salesman")
    domain = [("is_won", "=", False)]
    stages = env["crm.stage"].search(domain, limit=3).ids
    env.flush_all()
    env.cr.execute(SQL(FILL, mine=user.id, stages=stages, count=count))
    env.cr.execute(SQL("ANALYZE crm_lead"))
    env.cr.commit()
