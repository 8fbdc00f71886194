"""Generated customers and who searches for them, inside `odoo shell`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from benchmarks.duplicates.partners import copy_customers

if TYPE_CHECKING:
    from pathlib import Path


# Odoo has one number of a contact; the generated mobile is theirs
NUMBERS = """
    UPDATE res_partner person
       SET phone = (regexp_match(company.phone, '1[3-9][0-9]{9}'))[1]
      FROM res_partner company
     WHERE company.id = person.parent_id
       AND company.phone ~ '1[3-9][0-9]{9}'
"""


def fill(env: Any, customers: Path) -> None:
    copy_customers(env, customers)
    env.cr.execute(NUMBERS)
    _make_users(env)


def _make_users(env: Any) -> None:
    """Somebody with one customer in five hundred, and somebody who sees them all."""
    seller, manager = (
        env["res.users"]
        .with_context(no_reset_password=True)
        .create(
            [
                {"name": login, "login": login, "group_ids": [(4, env.ref(group).id)]}
                for login, group in (
                    ("bench_seller", "sales_team.group_sale_salesman"),
                    ("bench_manager", "sales_team.group_sale_manager"),
                )
            ]
        )
    )
    env.cr.execute(
        "UPDATE res_partner SET user_id = CASE WHEN id %% 500 = 0 THEN %s ELSE %s END "
        "WHERE is_company AND create_uid = 1 AND id >= 1000000",
        [seller.id, manager.id],
    )
    env.cr.commit()


def prepare(env: Any) -> None:
    """What the scheduled action does after the add-on came to a great base."""
    partners = env["res.partner"]
    while not partners._is_search_ready():
        partners._cron_fill_words()
        env.cr.commit()
