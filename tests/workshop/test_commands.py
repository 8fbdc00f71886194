"""./jl itself: its commands, its help, its exit status."""

import errno
import sys

import pytest

from workshop import commands
from workshop.console import fail

pytestmark = pytest.mark.no_odoo
COMMAND = '''"""Dig a hole.

And fill it again.
"""

PASSES_ON = {passes_on}


def add_arguments(parser):
    parser.add_argument("--deep", action="store_true")


def run(args):
    {body}
'''


@pytest.fixture
def dig(monkeypatch, tmp_path):
    """Write a command; return what calls ./jl with it."""
    monkeypatch.setattr(commands, "FOLDER", tmp_path)
    monkeypatch.setattr(commands, "__path__", [str(tmp_path)])
    monkeypatch.setattr(commands, "_set_up_process", lambda: None)

    def call(body, *argv, passes_on=False):
        sys.modules.pop("workshop.commands.dig", None)
        text = COMMAND.format(body=body, passes_on=passes_on)
        (tmp_path / "dig.py").write_text(text)
        commands.importlib.invalidate_caches()
        return commands.main(list(argv))

    yield call
    sys.modules.pop("workshop.commands.dig", None)


@pytest.mark.parametrize("argv", [[], ["help"], ["--help"]])
def test_help_lists_every_command(dig, capsys, argv):
    assert dig("return 0", *argv) == 0
    assert "  dig  Dig a hole.\n" in capsys.readouterr().out


def test_help_does_not_run_the_commands(dig):
    assert dig("return 0\nraise SystemExit('ran')", "help") == 0


def test_the_exit_status_is_the_commands(dig):
    assert dig("return 3 if args.deep else 0", "dig", "--deep") == 3


def test_none_is_success(dig):
    assert dig("return None", "dig") == 0


def test_a_stop_is_told_with_its_hint(dig, capsys):
    body = "from workshop.console import fail; fail('No spade.', 'Buy one.')"

    assert dig(body, "dig") == 2
    assert capsys.readouterr().err == "\nNo spade.\n→ Buy one.\n"


def test_ctrl_c_is_no_crash(dig):
    assert dig("raise KeyboardInterrupt", "dig") == 130


def test_a_full_disk_is_said(dig, capsys):
    body = f"raise OSError({errno.ENOSPC}, 'No space left', '/x')"

    assert dig(body, "dig") == 2
    assert "The disk is full: /x." in capsys.readouterr().err


def test_a_misspelled_command_gets_a_suggestion(dig, capsys):
    assert dig("return 0", "digg") == 2
    assert "Did you mean ./jl dig?" in capsys.readouterr().err


def test_unknown_options_are_refused(dig):
    with pytest.raises(SystemExit):
        dig("return 0", "dig", "--wide")


def test_options_of_the_program_behind_are_passed_on(dig):
    body = "return 0 if args.passed_on == ['-c', 'SELECT 1'] else 1"

    assert dig(body, "dig", "-c", "SELECT 1", passes_on=True) == 0


def test_every_command_explains_itself():
    for name in commands.names():
        assert commands.summary(name).endswith("."), name


def test_fail_never_returns():
    with pytest.raises(Exception, match="Stop it"):
        fail("Stop it")
