"""The customer list is what its generator makes, and fit to be published."""

from __future__ import annotations

import re
from collections import Counter

import openpyxl
import pytest

from tests.outside.customer_list import FOLDER, read_rows
from workshop import process
from workshop.python_env import ensure_venv, find_python, version_of

FILES = ("customers.xlsx", "customers.csv", "expected.csv")
GREATEST_SIZE = 600_000
ROWS_PER_FAULT = 7

pytestmark = pytest.mark.no_odoo


def test_the_generator_makes_these_very_files():
    if version_of(find_python()) == "3.10":
        pytest.skip("the packages with the names want Python 3.11")
    python = ensure_venv("customer-list", FOLDER / "requirements.txt")

    done = process.attempt([python, "-B", FOLDER / "make_customers.py", "--check"])

    assert (done.returncode, done.stdout) == (0, "")


def test_the_workbook_and_the_text_hold_the_same():
    sheet = openpyxl.load_workbook(FOLDER / "customers.xlsx", read_only=True).active
    _headings, *lines = sheet.iter_rows(values_only=True)

    told = [["" if cell is None else str(cell) for cell in line] for line in lines]

    assert told == [list(row.values.values()) for row in read_rows()]


def test_every_fault_occurs_as_often():
    faults = Counter(row.fault for row in read_rows())
    good = faults.pop("")

    assert good + faults.total() == 2000
    assert len(faults) == 9
    assert set(faults.values()) == {ROWS_PER_FAULT}


def test_no_name_stands_twice():
    names = [row.get("客户名称") for row in read_rows() if row.get("客户名称")]

    assert len(names) == len(set(names))


def test_no_mail_can_arrive_anywhere():
    for row in read_rows():
        for heading in ("邮箱", "网址"):
            assert re.fullmatch(r"(?:.*\.example/?)?", row.get(heading))


def test_the_files_are_small():
    assert sum((FOLDER / name).stat().st_size for name in FILES) < GREATEST_SIZE


def test_the_licences_lie_beside_the_list():
    text = (FOLDER / "LICENSES.md").read_text(encoding="utf-8")
    packages = re.findall(
        r"^(\w+)==(\S+)", (FOLDER / "requirements.txt").read_text(), re.MULTILINE
    )

    assert len(packages) == 2
    for name, version in packages:
        assert f"{name}]" in text
        assert version in text
    for path in re.findall(r"\]\((licenses/[^)]+)\)", text):
        assert (FOLDER / path).is_file()
