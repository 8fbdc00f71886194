"""The judgement of the search benchmark, and its questions."""

from __future__ import annotations

import csv

import pytest

from benchmarks.customer_search import compare, find_misses
from benchmarks.customer_search.questions import draw_questions

COLUMNS = ("id", "name", "city", "email", "tax_id", "mobile", "contact")
ROWS = (
    (
        "1",
        "青岛市鑫天成贸易有限公司",
        "青岛市",
        "hr@xtc.cn",
        "9126718551QW2TKRJA",
        "138 0013 8000",
        "冯丽娟",
    ),
    ("2", "佛山恒隆门窗厂", "佛山市", "", "", "", ""),
    ("3", "Cugixsar Printing SARL", "东莞市", "", "", "", ""),
)


def ask(kind, ours, *, before=5.0, stock=100.0):
    """What is judged of one kind of question."""
    of_stock = {"name_search": {kind: [stock] * 10}}
    both = {"name_search": {kind: [ours]}, "name_search before": {kind: [before]}}
    return {"a salesperson": compare(of_stock, both)}


GOOD = ask("mail", 5.0)


def test_all_targets_met():
    assert find_misses(GOOD) == []


@pytest.mark.parametrize(
    ("figures", "words"),
    [
        (ask("mail", 11.0), "9.1 times as many answers only"),
        (ask("two characters", 40.0, before=30.0, stock=900.0), "40 ms, not 33"),
        (ask("mobile of a contact", 60.0, stock=900.0), "60 ms, not 50"),
    ],
)
def test_a_missed_target_is_named(figures, words):
    [miss] = find_misses(figures)

    assert words in miss


def test_slower_than_stock():
    misses = find_misses(ask("mail", 151.0))

    assert "name_search, mail: 151 ms, not 150" in misses[-1]


def test_questions_are_parts_of_what_there_is(tmp_path):
    with (tmp_path / "customers.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([COLUMNS, *ROWS])

    questions = draw_questions(tmp_path)

    assert {
        ("two characters", "鑫天"),
        ("two characters", "恒隆"),
        ("four characters", "恒隆门窗"),
        ("place and name", "佛山恒隆"),
        ("Latin name", "Cugixs"),
        ("mail", "hr@xtc"),
        ("part of a tax ID", "51QW2TK"),
        ("mobile of a contact", "13800138000"),
        ("mobile, written apart", "+86 138 0013 8000"),
        ("name of a contact", "冯丽娟"),
        ("two characters of a contact", "冯丽"),
    } <= set(questions)
