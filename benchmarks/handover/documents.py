"""Open work for very many customers of one salesperson, by SQL.

One record of each kind is made by Odoo; the others are copies of its row with another
customer, and whoever answers for them follows them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from benchmarks.common.filling import copy_record

if TYPE_CHECKING:
    from collections.abc import Mapping

OWN = """
    UPDATE res_partner SET user_id = %(user)s, customer_holder = %(user)s
     WHERE commercial_partner_id IN (
           SELECT id FROM res_partner WHERE customer_status IS NOT NULL)
"""
CUSTOMERS = """
    CREATE TEMPORARY TABLE customers AS
    SELECT id AS customer, row_number() OVER (ORDER BY id) - 1 AS n FROM res_partner
     WHERE customer_status IS NOT NULL AND active
"""
FOLLOW = """
    INSERT INTO mail_followers (res_model, res_id, partner_id)
    SELECT %(model)s, id, %(partner)s FROM {table} ON CONFLICT DO NOTHING
"""
ANALYSED = (
    "res_partner",
    "crm_lead",
    "sale_order",
    "sale_order_line",
    "mail_activity",
    "calendar_event",
    "calendar_event_res_partner_rel",
    "mail_followers",
)


def fill(env: Any, counts: Mapping[str, int]) -> None:
    """Give one salesperson all the customers, and so much open work with them."""
    # that of the generated customers
    env["res.lang"]._activate_lang("zh_CN")
    giver, _receivers, _chief = make_people(env)
    env.cr.execute(OWN, {"user": giver.id})
    env.cr.execute(CUSTOMERS)
    env.cr.execute("ANALYZE customers")
    env.cr.execute("SELECT customer FROM customers LIMIT 1")
    customer = env["res.partner"].browse(env.cr.fetchone())
    env.invalidate_all()
    _fill_sales(env, giver, customer, counts)
    _fill_days(env, giver, customer, counts)
    for name in ("crm.lead", "sale.order", "res.partner"):
        model = env[name]
        parameters = {"model": name, "partner": giver.partner_id.id}
        env.cr.execute(FOLLOW.format(table=model._table), parameters)
    env.cr.execute("DROP TABLE customers")
    env.cr.execute("ANALYZE " + ", ".join(ANALYSED))
    env.cr.commit()


def make_people(env: Any) -> tuple[Any, Any, Any]:
    """Who hands over, who receives, who supervises; made once."""
    group = env.ref("sales_team.group_sale_salesman")
    logins = ["bench_giver", "bench_one", "bench_two", "bench_chief"]
    users = env["res.users"].with_context(no_reset_password=True)
    found = users.search([("login", "in", logins)])
    for login in logins:
        if login not in found.mapped("login"):
            values = {"name": login, "login": login, "group_ids": [(4, group.id)]}
            found |= users.create(values)
    by_login = {user.login: user for user in found}
    giver, one, two, chief = (by_login[login] for login in logins)
    return giver, one | two, chief


def _fill_sales(env: Any, giver: Any, customer: Any, counts: Mapping[str, int]) -> None:
    lead = env["crm.lead"].create(
        {
            "name": "x",
            "type": "opportunity",
            "partner_id": customer.id,
            "user_id": giver.id,
            "expected_revenue": 1000,
        }
    )
    product = env["product.product"].create({"name": "x", "type": "service"})
    order = env["sale.order"].create(
        {
            "partner_id": customer.id,
            "user_id": giver.id,
            "order_line": [(0, 0, {"product_id": product.id, "price_unit": 100})],
        }
    )
    env.flush_all()
    partner = "'partner_id', customer"
    copy_record(env, lead, counts["leads"], partner)
    shipped = (
        f"{partner}, 'partner_invoice_id', customer, 'partner_shipping_id', customer"
    )
    env.cr.execute("SELECT max(id) FROM sale_order")
    [[first]] = env.cr.fetchall()
    copy_record(env, order, counts["orders"], shipped)
    copy_record(env, order.order_line, counts["orders"], f"'order_id', {first} + i")


def _fill_days(env: Any, giver: Any, customer: Any, counts: Mapping[str, int]) -> None:
    activity = customer.activity_schedule(
        "mail.mail_activity_data_call", user_id=giver.id
    )
    event = (
        env["calendar.event"]
        .with_context(no_mail_to_attendees=True)
        .create(
            {
                "name": "x",
                "start": "2040-01-01 08:00:00",
                "stop": "2040-01-01 09:00:00",
                "user_id": giver.id,
                "partner_ids": [(6, 0, giver.partner_id.ids)],
            }
        )
    )
    env.flush_all()
    copy_record(env, activity, counts["activities"], "'res_id', customer")
    env.cr.execute("SELECT max(id) FROM calendar_event")
    [[first]] = env.cr.fetchall()
    copy_record(env, event, counts["events"], "'active', TRUE")
    env.cr.execute(
        """
        INSERT INTO calendar_event_res_partner_rel (calendar_event_id, res_partner_id)
        SELECT %(first)s + i, c.customer
          FROM generate_series(1, %(count)s) i
          JOIN customers c
            ON c.n = i * 7919::int8 %% (SELECT count(*) FROM customers)
         UNION ALL
        SELECT %(first)s + i, %(giver)s FROM generate_series(1, %(count)s) i
        """,
        {
            "first": first,
            "count": counts["events"],
            "giver": giver.partner_id.id,
        },
    )
