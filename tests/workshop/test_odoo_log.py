"""The reader of Odoo's log finds all trouble and counts nothing twice."""

from __future__ import annotations

import pytest

from workshop.testing.expected import ALLOWED
from workshop.testing.odoo_log import Allowed, LogWatch, read_tests

pytestmark = pytest.mark.no_odoo

STAMP = "2026-01-31 10:00:00,123 4711"
# the formatter ends lines without counters with a blank
SPACE = " "
TESTS = "odoo.addons.jl_x.tests.test_x"
LOG = f"""\
{STAMP} INFO db {TESTS}: Starting TestX.test_good ...{SPACE}
{STAMP} INFO db {TESTS}: Starting TestX.test_skipped ...{SPACE}
{STAMP} INFO db {TESTS}: skipped TestX.test_skipped : no network{SPACE}
{STAMP} INFO db {TESTS}: Starting TestX.test_bad ...{SPACE}
{STAMP} INFO db {TESTS}: ======================
{STAMP} ERROR db {TESTS}: FAIL: Subtest TestX.test_bad (user='a')
Traceback (most recent call last):
AssertionError: 1 != 2

{STAMP} ERROR db {TESTS}: FAIL: Subtest TestX.test_bad (user='b')
AssertionError: 1 != 3
{STAMP} ERROR db odoo.tests.suite: ERROR: setUpClass ({TESTS}.TestY)
ValueError: no
{STAMP} WARNING db odoo.http: Not allowed 10 0.010 0.020
{STAMP} ERROR db odoo.modules.loading: Module jl_x: 2 failures, 1 errors of 3 tests
{STAMP} ERROR db odoo.tests.result: 2 failed, 1 error(s) of 3 tests{SPACE}
"""


@pytest.fixture
def log(tmp_path):
    path = tmp_path / "odoo.log"
    path.write_text(LOG)
    return path


def test_tests_are_counted_once_however_often_they_fail(log):
    run = read_tests(log)

    assert run.passed == 1
    assert run.skipped == {"jl_x.tests.test_x:TestX.test_skipped"}
    assert set(run.failed) == {
        "jl_x.tests.test_x:TestX.test_bad",
        f"odoo.tests.suite:setUpClass ({TESTS}.TestY)",
    }


def test_failure_keeps_its_traceback(log):
    detail = read_tests(log).failed["jl_x.tests.test_x:TestX.test_bad"]

    assert "AssertionError: 1 != 2" in detail


def test_warning_is_unexpected_and_summaries_are_not(log):
    assert [entry.title for entry in read_tests(log).unexpected] == [
        "WARNING odoo.http: Not allowed"
    ]


def test_allowed_warning_is_let_through(log):
    rule = Allowed(r"odoo\.http", "^Not allowed$", "a test asked for it")

    assert read_tests(log, [rule]).unexpected == []


def test_watch_tells_each_entry_once(log, tmp_path):
    watch = LogWatch(tmp_path)

    first = watch.take_unexpected(ALLOWED)
    second = watch.take_unexpected(ALLOWED)
    with log.open("a") as stream:
        stream.write(f"{STAMP} CRITICAL db odoo.x: down\n")
    third = watch.take_unexpected(ALLOWED)

    assert first
    assert second == []
    assert [entry.title for entry in third] == ["CRITICAL odoo.x: down"]
