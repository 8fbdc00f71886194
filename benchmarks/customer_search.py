"""Search for customers by parts of their names, several people at once.

The same database without and with the add-on, four clients that each ask as fast as
they are answered: the suggestions of a many-to-one field and a page of the list. Once
as somebody who sees every customer, once as a salesperson. Targets: ten times as many
answers as stock Odoo, and no kind of question much slower than there.
"""

from __future__ import annotations

import json
import os
import shutil
import statistics
import threading
import time
from typing import TYPE_CHECKING

from benchmarks.common.report import conclude
from benchmarks.duplicate_engine import GENERATOR, make_base
from benchmarks.duplicate_engine import add_arguments as add_base
from benchmarks.duplicates.odoo_base import customers_database
from benchmarks.searching.questions import draw_questions
from workshop.console import fail, say, step
from workshop.paths import LOCAL, make_folder
from workshop.testing.dependencies import find_foreign_depends

if TYPE_CHECKING:
    import argparse
    from pathlib import Path

    from workshop.runtime import Runtime

ADDON = "jl_crm_pipeline"
STOCK, OURS = "bench_search_stock", "bench_search_ours"
CLIENTS = 4
SECONDS = 20.0
PATIENCE = 120.0
LOGINS = ("bench_manager", "bench_seller")
LEAST_RATIO = 10.0
# of the median of a kind of question: what is answered at once stays so
MOST_TIMES = 1.5
LEAST_MS = 10.0
# login → route → kind → milliseconds of each answer
Times = dict[str, dict[str, dict[str, list[float]]]]
Figures = dict[str, dict[str, float]]


def add_arguments(parser: argparse.ArgumentParser) -> None:
    add_base(parser)
    parser.add_argument("--seconds", type=float, default=SECONDS)


def run(runtime: Runtime, args: argparse.Namespace) -> int:
    generator = args.material / GENERATOR
    if not generator.exists():
        say(f"Skipped: there is no generator at {os.path.relpath(generator)}.")
        return 0
    base = make_base(generator, args.customers, args.seed)
    figures = measure(runtime, base, args.seconds)
    _show(figures)
    return conclude(find_misses(figures))


def measure(runtime: Runtime, base: Path, seconds: float) -> dict[str, Figures]:
    """{who: {route or kind: {"stock": …, "ours": …}}}; routes in answers a second."""
    folder = make_folder(LOCAL / "bench" / "customer_search")
    questions = json.dumps(draw_questions(base), ensure_ascii=False)
    stock = customers_database(
        runtime, find_foreign_depends([ADDON]), base, "search_stock"
    )
    try:
        _shell(runtime, stock, "make_users(env)")
        runtime.clone(stock, OURS)
        seconds_ready = _install(runtime)
        say(f"  made ready in {seconds_ready:.1f} s")
        times = {}
        for name, database in (("stock", stock), ("ours", OURS)):
            shutil.rmtree(folder)
            make_folder(folder)
            (folder / "questions.json").write_text(questions, encoding="utf-8")
            times[name] = _search(runtime, database, folder, seconds)
    finally:
        runtime.drop(stock)
        runtime.drop(OURS)
    return {
        login: compare(times["stock"][login], times["ours"][login], seconds)
        for login in LOGINS
    }


def _install(runtime: Runtime) -> float:
    """The seconds that the table and its index took, with the start of a shell."""
    with step("Install the add-on"):
        options = ["-d", OURS, "-i", ADDON, "--stop-after-init", "--no-http"]
        runtime.odoo(*options, log=_log())
    with step("Make the search ready"):
        start = time.monotonic()
        _shell(runtime, OURS, "prepare(env)")
        seconds = time.monotonic() - start
    # as the autovacuum would, soon after
    runtime.postgres.query(OURS, "VACUUM ANALYZE res_partner, crm_customer_words")
    return seconds


def _search(runtime: Runtime, database: str, folder: Path, seconds: float) -> Times:
    times = {}
    for login in LOGINS:
        with step(f"Search in {database} as {login}"):
            times[login] = _search_as(runtime, database, folder, login, seconds)
    return times


def _search_as(
    runtime: Runtime, database: str, folder: Path, login: str, seconds: float
) -> dict[str, dict[str, list[float]]]:
    """What all clients measured, together."""
    threads = []
    for number in range(CLIENTS):
        call = f"search(env, Path({str(folder)!r}), {login!r}, {number}, {seconds})"
        # each waits for an Odoo process of its own
        thread = threading.Thread(target=_shell, args=(runtime, database, call))
        thread.start()
        threads.append(thread)
    _wait_for_all(folder, login)
    (folder / f"{login}.go").touch()
    for thread in threads:
        thread.join()
    together: dict[str, dict[str, list[float]]] = {}
    for number in range(CLIENTS):
        path = folder / f"{login}-{number}.json"
        if not path.exists():
            fail("A client left no result.", f"See {_log()}")
        for route, kinds in json.loads(path.read_text(encoding="utf-8")).items():
            for kind, values in kinds.items():
                together.setdefault(route, {}).setdefault(kind, []).extend(values)
    return together


def _wait_for_all(folder: Path, login: str) -> None:
    end = time.monotonic() + PATIENCE
    while len(list(folder.glob(f"{login}-*.ready"))) < CLIENTS:
        if time.monotonic() > end:
            fail("The clients do not come up.", f"See {_log()}")
        time.sleep(0.05)


def _shell(runtime: Runtime, database: str, call: str) -> None:
    function = call.partition("(")[0]
    script = (
        "from pathlib import Path\n"
        f"from benchmarks.searching.client import {function}\n"
        f"{call}\n"
    )
    runtime.odoo("shell", "-d", database, "--no-http", log=_log(), text=script)


def _log() -> Path:
    return make_folder(LOCAL / "logs") / "bench-customer-search.log"


def compare(
    stock: dict[str, dict[str, list[float]]],
    ours: dict[str, dict[str, list[float]]],
    seconds: float,
) -> Figures:
    """Answers a second on each route, and the median of each kind of question."""
    figures = {
        "answers a second": {
            "stock": count_answers(stock) / seconds,
            "ours": count_answers(ours) / seconds,
        }
    }
    for route, kinds in ours.items():
        for kind, values in sorted(kinds.items()):
            figures[f"{route}, {kind}"] = {
                "stock": statistics.median(stock[route].get(kind, [0.0])),
                "ours": statistics.median(values),
            }
    return figures


def count_answers(times: dict[str, dict[str, list[float]]]) -> int:
    return sum(len(values) for kinds in times.values() for values in kinds.values())


def find_misses(figures: dict[str, Figures]) -> list[str]:
    """The targets that were missed, as sentences."""
    misses = []
    for who, rows in figures.items():
        for name, row in rows.items():
            if name == "answers a second":
                ratio = row["ours"] / row["stock"]
                if ratio < LEAST_RATIO:
                    misses.append(f"{who}: {ratio:.1f} times as many answers only")
            elif row["ours"] > max(LEAST_MS, MOST_TIMES * row["stock"]):
                misses.append(
                    f"{who}, {name}: {row['ours']:.0f} ms, not {row['stock']:.0f}"
                )
    return misses


def _show(figures: dict[str, Figures]) -> None:
    for who, rows in figures.items():
        say(f"\n{who}")
        for name, row in rows.items():
            say(f"  {name:<34} stock {row['stock']:9.1f}  ours {row['ours']:9.1f}")
