"""Other programs: output, failure, absence."""

import sys

import pytest

from workshop import process
from workshop.console import Stop

pytestmark = pytest.mark.no_odoo


def test_the_output_comes_back():
    assert process.run([sys.executable, "-c", "print('é')"], what="x") == "é\n"


def test_text_is_its_input():
    script = "import sys; print(sys.stdin.read().upper())"

    assert process.run([sys.executable, "-c", script], what="x", text="a") == "A\n"


def test_a_failure_shows_the_last_lines():
    script = "print('\\n'.join(map(str, range(100)))); raise SystemExit(3)"

    with pytest.raises(Stop) as stop:
        process.run([sys.executable, "-c", script], what="Counting", hint="Count less.")

    lines = stop.value.message.splitlines()
    assert lines[0] == "Counting failed (exit status 3):"
    assert lines[1:] == [f"    {number}" for number in range(85, 100)]
    assert stop.value.hint == "Count less."


def test_a_failure_names_its_log(tmp_path):
    log = tmp_path / "deep" / "x.log"

    with pytest.raises(Stop, match=r"x\.log"):
        process.run([sys.executable, "-c", "raise SystemExit(1)"], what="x", log=log)


def test_a_missing_program_is_named():
    with pytest.raises(Stop, match="no-such-program is missing"):
        process.run(["no-such-program"], what="x")


def test_the_end_by_a_signal_is_told():
    script = "import os; os.kill(os.getpid(), 9)"

    with pytest.raises(Stop, match="killed by signal 9"):
        process.run([sys.executable, "-c", script], what="x")


def test_one_program_feeds_another(tmp_path):
    target = tmp_path / "out"
    writer = [sys.executable, "-c", "print('stream')"]
    reader = ["tee", target]

    process.pipe(writer, reader, what="x")

    assert target.read_text() == "stream\n"


def test_a_broken_source_is_no_success():
    writer = [sys.executable, "-c", "raise SystemExit(1)"]

    with pytest.raises(Stop, match="Unpacking failed"):
        process.pipe(writer, ["cat"], what="Unpacking")
