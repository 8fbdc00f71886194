"""Fill a database with salespeople in five levels, customers and grants.

Runs inside `odoo shell`. Customers and grants are one statement each.
"""

from __future__ import annotations

import random
from typing import TYPE_CHECKING, Any

from psycopg2.extras import execute_values

from odoo.tools import SQL

from benchmarks.common.filling import vacuum

if TYPE_CHECKING:
    from collections.abc import Iterator

# people of one level to each of the level above
LEVELS = (1, 5, 8, 7)
OFFICES = 10
SEED = 7
CUSTOMERS = """
    WITH words AS (
        SELECT (SELECT max(id) FROM res_partner) AS first,
               %(sellers)s::int4[] AS sellers,
               ARRAY['中山', '佛山', '东莞', '广州', '深圳', '杭州', '成都'] AS cities,
               ARRAY['恒', '鑫', '隆', '盛', '泰', '宏', '华', '安', '信', '达', '利']
               AS signs,
               ARRAY['门窗', '五金', '幕墙', '铝业', '玻璃', '建材', '装饰'] AS trades
    ), named AS (
        SELECT first + i AS id, i,
               cities[1 + i %% 7] || signs[1 + i / 7 %% 11] || signs[1 + i / 77 %% 11]
                   || signs[1 + i / 847 %% 11] || trades[1 + i / 9317 %% 7]
                   || '有限公司' || i AS name,
               CASE WHEN i %% 20 > 0
                    THEN sellers[1 + i * 7919::bigint %% cardinality(sellers)]
               END AS seller
          FROM words, generate_series(1, %(customers)s) i
    )
    INSERT INTO res_partner (
        id, name, complete_name, commercial_company_name, is_company, type, active,
        commercial_partner_id, employee, partner_share, lang, phone, customer_rank,
        supplier_rank, autopost_bills, customer_status, customer_code,
        registration_date, registrar_id, user_id, customer_holder, create_uid,
        create_date
    )
    SELECT id, name, name, name, TRUE, 'contact', i %% 100 > 0,
           id, FALSE, TRUE, 'en_US', '0760-8' || lpad(i::text, 7, '0'), 1,
           0, 'ask', CASE WHEN i %% 4 = 0 THEN 'transacting' ELSE 'potential' END,
           'B' || i, now()::date - i %% 1000, 1, seller, COALESCE(seller, -1), 1,
           now() AT TIME ZONE 'UTC'
      FROM named
"""
CONTACTS = """
    INSERT INTO res_partner (
        name, complete_name, is_company, type, active, parent_id, commercial_partner_id,
        employee, partner_share, lang, customer_rank, supplier_rank, autopost_bills,
        customer_holder
    )
    SELECT '李' || c.id, c.name || ', 李' || c.id, FALSE, 'contact', TRUE, c.id, c.id,
           FALSE, TRUE, 'en_US', 0, 0, 'ask', c.customer_holder
      FROM res_partner c
     WHERE c.customer_code LIKE 'B%%' AND c.id %% 3 = 0
"""
GRANTS = """
    INSERT INTO crm_customer_grant (
        partner_id, user_id, access, date_until, with_opportunities, with_quotations
    )
    SELECT customers[1 + (i / cardinality(sellers) * 7919::bigint
                          + i %% cardinality(sellers) * 104729::bigint)
                     %% cardinality(customers)],
           sellers[1 + i %% cardinality(sellers)],
           CASE WHEN i %% 3 = 0 THEN 'edit' ELSE 'read' END,
           CASE WHEN i %% 5 = 0 THEN now()::date - 1 END,
           i %% 2 = 0, i %% 4 = 0
      FROM (SELECT ARRAY(SELECT id FROM res_partner
                          WHERE customer_code LIKE 'B%%' ORDER BY id) AS customers,
                   %(sellers)s::int4[] AS sellers) base,
           generate_series(1, %(grants)s) i
    ON CONFLICT DO NOTHING
"""
PEOPLE = """
    WITH partner AS (
        INSERT INTO res_partner (
            name, complete_name, is_company, type, active, employee, partner_share,
            lang, customer_rank, supplier_rank, autopost_bills
        )
        SELECT 'Bench ' || i, 'Bench ' || i, FALSE, 'contact', TRUE, FALSE, FALSE,
               'en_US', 0, 0, 'ask'
          FROM generate_series(0, %(count)s - 1) i
        RETURNING id, name
    ), own AS (
        INSERT INTO res_users (
            partner_id, company_id, login, active, share, notification_type
        )
        SELECT id, %(company)s, replace(lower(name), ' ', '_'), TRUE, FALSE, 'email'
          FROM partner ORDER BY id
        RETURNING id
    ), grouped AS (
        INSERT INTO res_groups_users_rel (gid, uid)
        SELECT unnest(%(groups)s), id FROM own
    ), company AS (
        INSERT INTO res_company_users_rel (cid, user_id) SELECT %(company)s, id FROM own
    )
    SELECT id FROM own
"""
MEMBERS = """
    INSERT INTO crm_team_member (user_id, crm_team_id, active, create_date)
    SELECT id, teams[1 + id %% cardinality(teams)], TRUE, now()
      FROM (SELECT %(teams)s::int4[] AS teams) offices, unnest(%(sellers)s::int4[]) id
"""
# clerks have entered what nobody is responsible for, each for their office
ENTERED = """
    UPDATE res_partner p
       SET registrar_id = entered.clerk, customer_holder = -entered.clerk
      FROM (SELECT id, clerks[1 + id / 200 %% cardinality(clerks)] AS clerk
              FROM (SELECT %(clerks)s::int4[] AS clerks) offices, res_partner
             WHERE customer_code LIKE 'B%%' AND user_id IS NULL) entered
     WHERE p.commercial_partner_id = entered.id
"""
OWN = """
    UPDATE res_partner SET commercial_partner_id = id
     WHERE commercial_partner_id IS NULL
"""
SUPERIORS = """
    UPDATE res_users u SET sales_manager_id = above.id
      FROM (VALUES %s) AS above (user_id, id) WHERE u.id = above.user_id
"""
WITHOUT_WORDS = """
    ALTER TABLE res_partner DISABLE TRIGGER crm_customer_keep_words;
    DROP INDEX IF EXISTS crm_customer_words_grams;
"""
WITH_WORDS = "ALTER TABLE res_partner ENABLE TRIGGER crm_customer_keep_words"
SEQUENCE = "SELECT setval('res_partner_id_seq', (SELECT max(id) FROM res_partner))"


def fill(env: Any, customers: int, salespeople: int, grants: int) -> None:
    """Make people, customers, contacts and grants, with the words for the search."""
    fill_unsearched(env, customers, salespeople, grants)
    env["res.partner"]._fill_words(None)
    env["res.partner"]._index_words()
    vacuum(env, "crm_customer_words")


def fill_unsearched(env: Any, customers: int, salespeople: int, grants: int) -> None:
    """Make people, customers, contacts and grants, by one statement each.

    Words of so many rows are written faster once PostgreSQL knows how many there are.
    """
    env.cr.execute(WITHOUT_WORDS)
    sellers = make_people(env, salespeople)
    values = {
        "sellers": sellers,
        "customers": customers,
        "grants": grants,
    }
    for statement in (OWN, CUSTOMERS, SEQUENCE, CONTACTS, GRANTS):
        env.cr.execute(statement, values)
    make_offices(env, sellers)
    env.cr.execute(WITH_WORDS)
    vacuum(env, "res_partner", "crm_customer_grant", "res_users")


def make_people(env: Any, count: int) -> list[int]:
    """Salespeople, each below one of the level above; their ids."""
    groups = env.ref("base.group_user") | env.ref("sales_team.group_sale_salesman")
    values = {
        "count": count,
        "company": env.company.id,
        "groups": groups.all_implied_ids.ids,
    }
    env.cr.execute(PEOPLE, values)
    ids = sorted(id_ for (id_,) in env.cr.fetchall())
    pairs = list(find_superiors(ids))
    execute_values(env.cr._obj, SUPERIORS, pairs)
    env.registry.clear_cache()
    return ids


def make_offices(env: Any, sellers: list[int]) -> None:
    """Offices for all salespeople, each with a clerk, and departments of customers."""
    group = env.ref("jl_crm_pipeline.group_office_clerk")
    clerks = env["res.users"].create(
        [
            {
                "name": f"Clerk {number}",
                "login": f"office_clerk_{number}",
                "group_ids": [(6, 0, group.ids)],
            }
            for number in range(OFFICES)
        ]
    )
    teams = env["crm.team"].create(
        [{"name": clerk.name, "member_ids": [(6, 0, clerk.ids)]} for clerk in clerks]
    )
    env.flush_all()
    values = {"sellers": sellers, "teams": teams.ids, "clerks": clerks.ids}
    for statement in (MEMBERS, ENTERED):
        env.cr.execute(statement, values)
    env["res.partner"]._refresh_departments(SQL("c.customer_status IS NOT NULL"))
    env.registry.clear_cache()


def find_superiors(ids: list[int]) -> Iterator[tuple[int, int]]:
    """Yield who is below whom, level by level."""
    draw = random.Random(SEED)  # noqa: S311
    start, size = 0, 1
    for many in (*LEVELS[1:], len(ids)):
        above = ids[start : start + size]
        start, size = start + size, size * many
        for user in ids[start : start + size]:
            yield user, draw.choice(above)
