"""What an entry costs, measured inside Odoo: `odoo shell` calls `measure`."""

from __future__ import annotations

import csv
import io
import json
import random
import statistics
import time
from typing import TYPE_CHECKING

from benchmarks.duplicates.odoo_base import FIRST

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

SEED = 7
PROBES_OF_A_KIND = 36
NAMELESS = {"samephone", "renamed"}
SAVES = 300
TRIGRAM_PROBES = 40
COMPARED = ("name", "email", "website", "city", "street")
BARE_KEYS = """
    SELECT found.partner_id
      FROM unnest(%(keys)s::int8[]) AS wanted (key)
     CROSS JOIN LATERAL (
           SELECT partner_id FROM crm_duplicate_key
            WHERE key = wanted.key LIMIT %(lookup_cap)s) AS found
"""
# the best that PostgreSQL offers for names that are alike
TRIGRAMS = """
    SELECT id FROM res_partner
     WHERE name %% %(name)s AND is_company AND id <> %(id)s
     ORDER BY similarity(name, %(name)s) DESC LIMIT 10
"""
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
Probe = dict[str, str]


def measure(env, base: Path, result: Path, rows: int, *, is_ours: bool) -> None:
    """Write the figures of this database; what was saved is taken back."""
    figures = {"save": _measure_saves(env), "import": _measure_import(env, rows)}
    if is_ours:
        figures |= _measure_checks(env, base)
    result.write_text(json.dumps(figures, indent=2) + "\n", encoding="utf-8")


def percentiles(times: list[float]) -> dict[str, float]:
    ranked = sorted(times)
    return {f"p{share}": ranked[len(ranked) * share // 100] for share in (50, 95, 99)}


def _clock(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return (time.perf_counter() - start) * 1000


def _measure_saves(env) -> dict[str, float]:
    """As the form does it: new, then a change of the phone; until the commit."""
    seller = _make_seller(env)
    partners = env(user=seller)["res.partner"]
    draw = random.Random(SEED)  # noqa: S311
    times = []
    for number in range(SAVES):
        values = make_company(draw, number)
        times.append(_clock(lambda values=values: _save(env, partners, values)))
    env.cr.rollback()
    return percentiles(times[SAVES // 10 :])


def _save(env, partners, values: dict[str, object]) -> None:
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


def _make_seller(env):
    groups = "sales_team.group_sale_salesman", "base.group_partner_manager"
    return env["res.users"].create(
        {
            "name": "Bench",
            "login": "bench",
            "group_ids": [(6, 0, [env.ref(name).id for name in groups])],
        }
    )


def _measure_import(env, rows: int) -> dict[str, float]:
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
    seconds = _clock(lambda: _import(importer, rows)) / 1000
    env.cr.rollback()
    return {"seconds": seconds}


def _get_list_words(env) -> tuple[str, ...]:
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


def _import(importer, rows: int) -> None:
    for skip in range(0, rows, IMPORT_BATCH):
        options = {**IMPORT_OPTIONS, "skip": skip, "limit": IMPORT_BATCH}
        done = importer.execute_import(list(IMPORTED), list(IMPORTED), options)
        if len(done.get("ids") or ()) != min(IMPORT_BATCH, rows - skip):
            raise AssertionError(done["messages"][:3])
        # each batch is a request of its own
        importer.env.cr.flush()


def _measure_checks(env, base: Path) -> dict[str, dict[str, float]]:
    from odoo.addons.jl_crm_duplicate.tools.scoring import entry_parameters
    from odoo.addons.jl_crm_duplicate.tools.statements import CALL_ENTRY

    probes, same = _draw_probes(base)
    asked = env(user=_make_seller(env))["res.partner"]
    full = _ask(asked, [_values(one, *COMPARED) for _kind, one in probes])
    full = _ask(asked, [_values(one, *COMPARED) for _kind, one in probes])
    named = _ask(asked, [_values(one, "name", "city") for _kind, one in probes])
    analysis = env["crm.duplicate.analysis"]
    parameters = [
        entry_parameters(analysis._make_customer(_values(one, *COMPARED)), [number])
        for number, one in ((FIRST + int(one["id"]), one) for _kind, one in probes)
    ]
    figures = {
        "recall": {
            "recall@10, all fields": _recall(full[0], probes, same),
            "recall@10, name and city": _recall(named[0], probes, same, NAMELESS),
        },
        "check": percentiles(full[1]),
        "check, name and city": percentiles(named[1]),
        "SQL of the check": percentiles(_run(env.cr, CALL_ENTRY, parameters)),
        "bare keys": percentiles(_run(env.cr, BARE_KEYS, parameters)),
        "pg_trgm on the name": percentiles(_run_trigrams(env.cr, probes)),
    }
    env.cr.rollback()
    return figures


def _values(probe: Probe, *names: str) -> dict[str, object]:
    values: dict[str, object] = {name: probe[name] for name in names if probe[name]}
    if len(names) > len(("name", "city")):
        numbers = (probe[name] for name in ("phone", "mobile", "fax"))
        values |= {"phone": " / ".join(filter(None, numbers)), "vat": probe["tax_id"]}
        values["contact"] = probe["contact"]
    return {"id": FIRST + int(probe["id"]), **values}


def _ask(partners, questions) -> tuple[list[set[int]], list[float]]:
    answers, times = [], []
    for values in questions:
        partners.env.invalidate_all()
        start = time.perf_counter()
        hits = partners.analyse_duplicates(values)
        times.append((time.perf_counter() - start) * 1000)
        answers.append({hit["partner_id"] for hit in hits})
    return answers, times


def _run(cursor, statement: str, parameters: list[dict]) -> list[float]:
    def ask(one: dict) -> None:
        cursor.execute(statement, one)
        cursor.fetchall()

    return [_clock(lambda one=one: ask(one)) for one in parameters]


def _run_trigrams(cursor, probes: list[tuple[str, Probe]]) -> list[float]:
    cursor.execute("CREATE EXTENSION IF NOT EXISTS pg_trgm")
    cursor.execute(
        "CREATE INDEX ON res_partner USING gin (name gin_trgm_ops) WHERE is_company"
    )
    some = random.Random(SEED).sample(probes, TRIGRAM_PROBES)  # noqa: S311
    asked = [{"name": one["name"], "id": FIRST + int(one["id"])} for _k, one in some]
    return _run(cursor, TRIGRAMS, asked)


def _recall(answers, probes, same, left_out=frozenset()) -> float:
    return statistics.mean(
        bool(answer & same[int(probe["id"])])
        for answer, (kind, probe) in zip(answers, probes, strict=True)
        if kind not in left_out
    )


def _draw_probes(base: Path) -> tuple[list[tuple[str, Probe]], dict[int, set[int]]]:
    """So many made duplicates of each kind, and the partners each is the same as."""
    entities: dict[str, list[int]] = {}
    kinds: dict[str, list[int]] = {}
    for row in _read(base / "entities.csv"):
        entities.setdefault(row["entity"], []).append(int(row["id"]))
        kinds.setdefault(row["kind"], []).append(int(row["id"]))
    related = {
        row["kind"] for row in _read(base / "pairs.csv") if row["label"] != "dup"
    }
    draw = random.Random(SEED)  # noqa: S311
    chosen = {
        number: kind
        for kind, numbers in sorted(kinds.items())
        if kind != "base" and kind not in related
        for number in draw.sample(numbers, min(PROBES_OF_A_KIND, len(numbers)))
    }
    same: dict[int, set[int]] = {}
    for members in entities.values():
        for one in members:
            if one in chosen:
                same[one] = {FIRST + other for other in members if other != one}
    rows = _read(base / "customers.csv")
    return [
        (chosen[int(row["id"])], row) for row in rows if int(row["id"]) in chosen
    ], same


def _read(path: Path) -> Iterator[Probe]:
    with path.open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)
