"""Saving customers in the form, and importing a list of them, inside `odoo shell`.

What was saved is taken back.
"""

from __future__ import annotations

import csv
import io
import random
from typing import Any

from benchmarks.common.clock import clock_seconds, spread
from benchmarks.common.report import Rows

SEED = 7
SAVES = 300
SHARES = (50, 95, 99)
IDEOGRAPHS = 0x4E00, 0x9FA5
IMPORT_BATCH = 2000
IMPORTED = (
    *("name", "phone", "email", "city", "street"),
    *("country_id", "state_id", "industry_id", "user_id", "is_company"),
    *("vat", "child_ids/name", "child_ids/function", "comment"),
)
IMPORT_OPTIONS = {
    "has_headers": True,
    "encoding": "utf-8",
    "separator": ",",
    "quoting": '"',
    "date_format": "",
    "datetime_format": "",
    "float_thousand_separator": ",",
    "float_decimal_separator": ".",
    "fallback_values": {},
    "import_set_empty_fields": [],
    "import_skip_records": [],
    "name_create_enabled_fields": {},
}


def measure(env: Any, rows: int) -> Rows:
    return {"save": _measure_saves(env), "import": _measure_import(env, rows)}


def _measure_saves(env: Any) -> dict[str, float]:
    """As the form does it: new, then a change of the phone; until the commit."""
    seller = make_seller(env)
    partners = env(user=seller)["res.partner"]
    draw = random.Random(SEED)  # noqa: S311
    times = []
    for number in range(SAVES):
        values = make_company(draw, number)
        took = clock_seconds(lambda values=values: _save(env, partners, values))
        times.append(1000 * took)
    env.cr.rollback()
    return spread(times[SAVES // 10 :], shares=SHARES)


def _save(env: Any, partners: Any, values: dict[str, object]) -> None:
    env.invalidate_all()
    [saved] = partners.web_save(values, {"name": {}, "phone": {}})
    partners.browse(saved["id"]).web_save({"phone": values["ref"]}, {"phone": {}})
    # what a commit would do
    env.cr.flush()


def make_company(draw: random.Random, number: int) -> dict[str, object]:
    """A company that nobody has yet."""
    trade = "".join(chr(draw.randrange(*IDEOGRAPHS)) for _ in range(3))
    return {
        "name": f"揭阳市{trade}五金制品有限公司",
        "is_company": True,
        "phone": f"0663-{draw.randrange(8 * 10**6, 9 * 10**6)}",
        "ref": f"0663-{draw.randrange(7 * 10**6, 8 * 10**6)}",
        "email": f"{draw.randrange(10**9)}@c{draw.randrange(10**9)}.example",
        "city": "揭阳市",
        "street": f"榕城区{trade}路{number}号",
    }


def make_seller(env: Any) -> Any:
    groups = "sales_team.group_sale_salesman", "base.group_partner_manager"
    return env["res.users"].create(
        {
            "name": "Bench",
            "login": "bench",
            "group_ids": [(6, 0, [env.ref(name).id for name in groups])],
        }
    )


def _measure_import(env: Any, rows: int) -> dict[str, float]:
    """Odoo's own import of a customer list, batch by batch as its screen does it."""
    draw = random.Random(SEED + 1)  # noqa: S311
    file = io.StringIO()
    writer = csv.writer(file)
    writer.writerow(IMPORTED)
    words = _get_list_words(env)
    writer.writerows(_make_list_row(draw, number, words) for number in range(rows))
    importer = env(user=env.ref("base.user_admin"))["base_import.import"].create(
        {
            "res_model": "res.partner",
            "file": file.getvalue().encode(),
            "file_name": "customers.csv",
            "file_type": "text/csv",
        }
    )
    seconds = clock_seconds(lambda: _import(importer, rows))
    env.cr.rollback()
    return {"seconds": seconds}


def _get_list_words(env: Any) -> tuple[str, ...]:
    china = env.ref("base.cn")
    industry = env["res.partner.industry"].search([], limit=1)
    seller = env.ref("base.user_admin")
    return china.name, china.state_ids[:1].name, industry.name, seller.name, "True"


def _make_list_row(draw: random.Random, number: int, words: tuple[str, ...]):
    company = make_company(draw, number)
    return [
        *(company[name] for name in ("name", "phone", "email", "city", "street")),
        *words,
        f"91445200{draw.randrange(10**10)}",
        f"王{chr(draw.randrange(*IDEOGRAPHS))}",
        "采购经理",
        "展会上认识",
    ]


def _import(importer: Any, rows: int) -> None:
    for skip in range(0, rows, IMPORT_BATCH):
        options = {**IMPORT_OPTIONS, "skip": skip, "limit": IMPORT_BATCH}
        done = importer.execute_import(list(IMPORTED), list(IMPORTED), options)
        if len(done.get("ids") or ()) != min(IMPORT_BATCH, rows - skip):
            raise AssertionError(done["messages"][:3])
        # each batch is a request of its own
        importer.env.cr.flush()
