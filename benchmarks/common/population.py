"""Databases with very many partners, made by one SQL statement and kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workshop.console import step
from workshop.postgres import quote

if TYPE_CHECKING:
    from collections.abc import Sequence

    from workshop.runtime import Runtime

# what very many customers bring along: opportunities, quotations, invoices
SALES = ["contacts", "crm", "sale_crm", "sale_management", "account", "website_crm"]
# column → SQL for partner number i; of three, the second is a contact of the first.
# Only what a database has of these columns is filled.
COLUMNS = {
    "id": "first + i",
    "name": "CASE WHEN is_contact THEN person ELSE company END",
    "complete_name": (
        "CASE WHEN is_contact THEN company || ', ' || person ELSE company END"
    ),
    "commercial_company_name": "company",
    "is_company": "NOT is_contact",
    "parent_id": "CASE WHEN is_contact THEN first + i - 1 END",
    "commercial_partner_id": "first + i - is_contact::int",
    "type": "'contact'",
    "function": "CASE WHEN is_contact THEN '采购经理' END",
    "active": "i % 100 <> 0",
    "employee": "FALSE",
    "partner_share": "TRUE",
    "color": "0",
    "lang": "'zh_CN'",
    "tz": "'Asia/Shanghai'",
    "phone": "'0760-8' || lpad((i::bigint * 7919 % 10000000)::text, 7, '0')",
    "phone_sanitized": "'+867608' || lpad((i::bigint * 7919 % 10000000)::text, 7, '0')",
    "email": "CASE WHEN i % 4 > 0 THEN 'c' || i || '@example.com' END",
    "email_normalized": "CASE WHEN i % 4 > 0 THEN 'c' || i || '@example.com' END",
    "vat": "CASE WHEN i % 3 = 1 THEN '91442000MA' || lpad(i::text, 8, '0') END",
    "street": "'建设路' || i % 300 || '号'",
    "city": "city || '市'",
    "zip": "CASE WHEN i % 2 = 0 THEN '528400' END",
    "country_id": "country",
    "state_id": "states[1 + i % cardinality(states)]",
    "user_id": "CASE WHEN i % 3 = 0 THEN 2 END",
    "customer_rank": "(i % 10 = 0)::int",
    "supplier_rank": "(i % 20 = 1)::int",
    "autopost_bills": "'ask'",
    "message_bounce": "0",
    "create_uid": "1",
    "write_uid": "1",
    "create_date": "now() AT TIME ZONE 'UTC' - (count - i) * interval '3 minutes'",
    "write_date": "now() AT TIME ZONE 'UTC'",
}
INSERT = """
    WITH words AS (
        SELECT {count} AS count,
               (SELECT max(id) FROM res_partner) AS first,
               (SELECT id FROM res_country WHERE code = 'CN') AS country,
               ARRAY(SELECT s.id FROM res_country_state s
                       JOIN res_country c ON c.id = s.country_id
                      WHERE c.code = 'CN' ORDER BY s.id) AS states,
               ARRAY['中山', '佛山', '东莞', '广州', '深圳', '杭州', '成都'] AS cities,
               ARRAY['恒', '鑫', '隆', '盛', '泰', '宏', '华', '安', '信', '达', '利',
                     '丰', '顺'] AS letters,
               ARRAY['门窗', '五金', '幕墙', '铝业', '玻璃', '建材', '装饰'] AS trades,
               ARRAY['陈', '黄', '李', '林', '梁', '张', '王', '吴', '刘'] AS surnames
    ), drawn AS (
        SELECT *, i - is_contact::int AS n
          FROM words, generate_series(1, words.count) i,
               LATERAL (SELECT i % 3 = 2 AS is_contact) kind
    ), named AS (
        SELECT *,
               cities[1 + n % 7] AS city,
               surnames[1 + i % 9] || letters[1 + i / 9 % 13] AS person,
               cities[1 + n % 7] || letters[1 + n / 7 % 13] || letters[1 + n / 91 % 13]
                   || letters[1 + n / 1183 % 13] || trades[1 + n / 15379 % 7]
                   || '有限公司' || n AS company
          FROM drawn
    )
    INSERT INTO res_partner ({columns}) SELECT {values} FROM named
"""
SEQUENCE = "SELECT setval('res_partner_id_seq', (SELECT max(id) FROM res_partner))"
PREFIX = "bench"


def populated(
    runtime: Runtime, name: str, modules: Sequence[str], partners: int
) -> str:
    """A database with these modules and so many partners more, to be copied."""
    template = runtime.template(f"{PREFIX}_{name}", modules)
    database = f"{template}_{partners}"
    if not runtime.postgres.exists(database):
        _drop_stale(runtime, name, template)
        building = f"{template}_building"
        runtime.clone(template, building)
        with step(f"Insert {partners:,} partners"):
            insert_partners(runtime, building, partners)
        # the name is given last: a half-filled database never carries it
        runtime.postgres.rename(building, database)
        runtime.filestore(building).rename(runtime.filestore(database))
    return database


def insert_partners(runtime: Runtime, database: str, count: int) -> None:
    """One statement, then what a base that has long been in use would have had."""
    query = runtime.postgres.query
    existing = {
        column
        for (column,) in query(
            database,
            "SELECT column_name FROM information_schema.columns "
            "WHERE table_name = 'res_partner'",
        )
    }
    columns = [column for column in COLUMNS if column in existing]
    values = [COLUMNS[column] for column in columns]
    query(
        database,
        INSERT.format(
            count=count,
            columns=", ".join(map(quote, columns)),
            values=", ".join(values),
        ),
    )
    query(database, SEQUENCE)
    query(database, "VACUUM ANALYZE res_partner")


def _drop_stale(runtime: Runtime, name: str, template: str) -> None:
    """Those made from a template that has been replaced since."""
    prefix = template.rpartition("_")[0]
    rows = runtime.postgres.query("postgres", "SELECT datname FROM pg_database")
    for (database,) in rows:
        if database.startswith(f"{prefix}_") and not database.startswith(template):
            runtime.drop(database)
