"""Search for customers by parts of their names, several people at once.

The same database without and with the add-on, four clients that each ask as fast as
they are answered: the suggestions of a many-to-one field and a page of the list. Once
as somebody who sees every customer, once as a salesperson. With the add-on, each
question is also put to the search as it was before contacts were searched, in turns.
Targets: ten times as many answers as stock Odoo, no kind of question much slower than
there, two characters as fast as before, and a contact's mobile at once.
"""

from __future__ import annotations

import json
import math
import shutil
import statistics
import time
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

from benchmarks import duplicates
from benchmarks.common.base import Base
from benchmarks.common.report import conclude
from benchmarks.customer_search.client import BEFORE
from benchmarks.customer_search.questions import draw_questions
from workshop.console import fail, say, step
from workshop.paths import LOCAL, make_folder

if TYPE_CHECKING:
    import argparse
    from pathlib import Path

    from workshop.runtime import Runtime

CLIENTS = 4
SECONDS = 20.0
PATIENCE = 120.0
LOGINS = ("bench_manager", "bench_seller")
LEAST_RATIO = 10.0
# of the median of a kind of question: what is answered at once stays so
MOST_TIMES = 1.5
LEAST_MS = 10.0
# of what both searches are asked in turns, beside the noise of a measurement
MOST_TIMES_BEFORE = 1.1
MOBILES = ("mobile of a contact", "mobile, written apart")
MOST_MOBILE_MS = 50.0
Questions = list[tuple[str, str]]
# login → route → kind → milliseconds of each answer
Times = dict[str, dict[str, dict[str, list[float]]]]
Figures = dict[str, dict[str, float]]


def add_arguments(parser: argparse.ArgumentParser) -> None:
    duplicates.add_arguments(parser)
    parser.add_argument("--seconds", type=float, default=SECONDS)


def run(runtime: Runtime, args: argparse.Namespace) -> int:
    figures = measure(runtime, duplicates.make_base(args), args.seconds)
    _show(figures)
    return conclude(find_misses(figures))


def measure(runtime: Runtime, customers: Path, seconds: float) -> dict[str, Figures]:
    """{who: {route or kind: {"stock": …, "ours": …}}}; routes in answers a second."""
    questions = draw_questions(customers)
    with Base.open(runtime, __name__, kind="stock") as stock:
        stock.call("Copy the customers into Odoo's table", "base", "fill", customers)
        source = stock.database
        with Base.open(runtime, __name__, kind="ours", source=source) as ours:
            _make_ready(ours)
            times = {base: _search(base, questions, seconds) for base in (stock, ours)}
    return {login: compare(times[stock][login], times[ours][login]) for login in LOGINS}


def _make_ready(base: Base) -> None:
    base.install()
    seconds = base.call("Make the search ready", "base", "prepare")
    say(f"  made ready in {seconds:.1f} s")
    # as the autovacuum would, soon after
    base.vacuum("res_partner", "crm_customer_words")
    base.call("Make the search as it was before", "before", "make")


def _search(base: Base, questions: Questions, seconds: float) -> Times:
    times = {}
    for login in LOGINS:
        with step(f"Search in {base.database} as {login}"):
            times[login] = _search_as(base, questions, login, seconds)
    return times


def _search_as(
    base: Base, questions: Questions, login: str, seconds: float
) -> dict[str, dict[str, list[float]]]:
    """What all clients measured, together."""
    folder = _make_empty(LOCAL / "bench" / "customer_search")
    text = json.dumps(questions, ensure_ascii=False)
    (folder / "questions.json").write_text(text, encoding="utf-8")
    # each waits for an Odoo process of its own
    with ThreadPoolExecutor(CLIENTS) as pool:
        clients = [
            pool.submit(
                *(base.call_silently, "client", "search"),
                *(folder, login, number, seconds),
            )
            for number in range(CLIENTS)
        ]
        _wait_for_all(folder, base)
        (folder / "go").touch()
        for client in clients:
            client.result()
    return _read(folder, base)


def _make_empty(folder: Path) -> Path:
    shutil.rmtree(folder, ignore_errors=True)
    return make_folder(folder)


def _wait_for_all(folder: Path, base: Base) -> None:
    end = time.monotonic() + PATIENCE
    while len(list(folder.glob("*.ready"))) < CLIENTS:
        if time.monotonic() > end:
            fail("The clients do not come up.", f"See {base.log}")
        time.sleep(0.05)


def _read(folder: Path, base: Base) -> dict[str, dict[str, list[float]]]:
    together: dict[str, dict[str, list[float]]] = {}
    for number in range(CLIENTS):
        path = folder / f"{number}.json"
        if not path.exists():
            fail("A client left no result.", f"See {base.log}")
        for route, kinds in json.loads(path.read_text(encoding="utf-8")).items():
            for kind, values in kinds.items():
                together.setdefault(route, {}).setdefault(kind, []).extend(values)
    return together


def compare(
    stock: dict[str, dict[str, list[float]]],
    ours: dict[str, dict[str, list[float]]],
) -> Figures:
    """Answers a second on each route, and the median of each kind of question."""
    figures = {
        "answers a second": {
            "stock": count_answers(stock),
            "ours": count_answers(ours),
        }
    }
    for route, kinds in ours.items():
        if route.endswith(BEFORE):
            continue
        for kind, values in sorted(kinds.items()):
            figures[f"{route}, {kind}"] = {
                "stock": statistics.median(stock[route].get(kind, [0.0])),
                "before": statistics.median(ours[f"{route}{BEFORE}"][kind]),
                "ours": statistics.median(values),
            }
    return figures


def count_answers(times: dict[str, dict[str, list[float]]]) -> float:
    """Answers a second: each client waits for one before it asks again."""
    answers = [
        value
        for route, kinds in times.items()
        if not route.endswith(BEFORE)
        for values in kinds.values()
        for value in values
    ]
    return 1000 * CLIENTS * len(answers) / sum(answers)


def find_misses(figures: dict[str, Figures]) -> list[str]:
    """The targets that were missed, as sentences."""
    misses = []
    for who, rows in figures.items():
        for name, row in rows.items():
            if name == "answers a second":
                ratio = row["ours"] / row["stock"]
                if ratio < LEAST_RATIO:
                    misses.append(f"{who}: {ratio:.1f} times as many answers only")
            elif row["ours"] > (most := find_most(name, row)):
                misses.append(f"{who}, {name}: {row['ours']:.0f} ms, not {most:.0f}")
    return misses


def find_most(name: str, row: dict[str, float]) -> float:
    """The milliseconds that a kind of question may take."""
    if name.endswith(MOBILES):
        return MOST_MOBILE_MS
    # of what stock has not answered once in the time, nothing is too slow beside it
    most = MOST_TIMES * row["stock"] or math.inf
    if name.endswith(", two characters"):
        most = min(most, MOST_TIMES_BEFORE * row["before"])
    return max(LEAST_MS, most)


def _show(figures: dict[str, Figures]) -> None:
    for who, rows in figures.items():
        say(f"\n{who}")
        for name, row in rows.items():
            cells = "  ".join(f"{peer} {value:9.1f}" for peer, value in row.items())
            say(f"  {name:<40} {cells}")
