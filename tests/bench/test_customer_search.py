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
SLOW = {"name_search": {"mail": [100.0] * 10}}
FAST = {"name_search": {"mail": [5.0] * 110}}
GOOD = {"a salesperson": compare(SLOW, FAST, 1.0)}


def test_all_targets_met():
    assert find_misses(GOOD) == []


@pytest.mark.parametrize(
    ("ours", "words"),
    [
        ({"name_search": {"mail": [5.0] * 90}}, "9.0 times as many answers only"),
        ({"name_search": {"mail": [151.0] * 110}}, "mail: 151 ms, not 100"),
    ],
)
def test_a_missed_target_is_named(ours, words):
    [miss] = find_misses({"a salesperson": compare(SLOW, ours, 1.0)})

    assert words in miss


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
    } <= set(questions)
