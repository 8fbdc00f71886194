"""The last line of a run and its exit status."""

from __future__ import annotations

import pytest

from workshop.testing.outcome import Failure, Outcome, format_counts, report

pytestmark = pytest.mark.no_odoo


def test_counts_are_sums(capsys):
    outcomes = [Outcome("a", passed=3, skipped=1), Outcome("b", passed=4)]

    status = report(outcomes)

    assert capsys.readouterr().out.splitlines()[-1] == "7 passed, 0 failed, 1 skipped"
    assert status == 0


def test_one_complaint_is_enough(capsys):
    outcome = Outcome("a", passed=1)
    outcome.complain("WARNING odoo.http: no")

    assert report([outcome]) == 1
    assert "FAILED  a: WARNING odoo.http: no" in capsys.readouterr().out
    assert format_counts([outcome]) == "1 passed, 1 failed"


def test_known_failure_is_named_but_does_not_fail(capsys):
    outcome = Outcome("upstream", passed=1, known=["crm:TestX.test_y"])

    assert report([outcome]) == 0
    assert "crm:TestX.test_y" in capsys.readouterr().out


def test_long_trace_keeps_its_end():
    trace = "\n".join(f"line {number}" for number in range(99))

    lines = Failure("it", trace).describe().splitlines()

    assert lines[1].strip() == "line 0"
    assert lines[-1].strip() == "line 98"
    assert len(lines) < 20
