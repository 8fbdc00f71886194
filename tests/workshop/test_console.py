"""What the user sees."""

import re

import pytest

from workshop.console import Stop, fail, format_seconds, format_size, format_table, step

pytestmark = pytest.mark.no_odoo


@pytest.mark.parametrize(
    ("seconds", "text"), [(0.04, "0.0 s"), (59.9, "59.9 s"), (61, "1 min 01 s")]
)
def test_seconds(seconds, text):
    assert format_seconds(seconds) == text


@pytest.mark.parametrize(
    ("count", "text"),
    [(12, "12 bytes"), (2_000, "2 kB"), (135_000_000, "135 MB"), (1.3e9, "1.3 GB")],
)
def test_sizes(count, text):
    assert format_size(count) == text


def test_tables_stand_straight_with_chinese_names():
    table = format_table(("Login", "Name"), [("sales", "陈志强"), ("a", "Al")])

    assert table.splitlines() == [
        "  Login  Name",
        "  -----  ------",
        "  sales  陈志强",
        "  a      Al",
    ]


def test_an_empty_table_keeps_its_header():
    assert format_table(("Login", "Name"), []).splitlines()[0] == "  Login  Name"


def test_a_step_says_what_it_does_and_how_long(capsys):
    with step("Dig"):
        pass

    announced, ended = capsys.readouterr().out.splitlines()
    assert announced == "- Dig …"
    assert re.fullmatch(r"  ✓ Dig \(\d\.\d s\)", ended)


def test_a_failed_step_is_marked(capsys):
    with pytest.raises(Stop), step("Dig"):
        fail("The spade is broken.")

    assert "✗ Dig" in capsys.readouterr().out
