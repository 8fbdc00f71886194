"""Programs and fonts: the system's first, else ours."""

from pathlib import Path

import pytest

from workshop import programs
from workshop.console import Stop

pytestmark = pytest.mark.no_odoo


@pytest.fixture
def fonts(monkeypatch, tmp_path):
    """A system whose fonts we may write; and what would be fetched."""
    fetched = []
    system = tmp_path / "system"
    system.mkdir()

    def fetch(name, packages):
        fetched.append((name, packages))
        return tmp_path / "root"

    monkeypatch.setattr(programs, "CACHE", tmp_path)
    monkeypatch.setattr(programs, "SYSTEM_FONTS", (system,))
    monkeypatch.setattr(programs, "install_privately", fetch)
    return system, fetched


def test_without_chinese_fonts_small_ones_are_fetched(fonts):
    _system, fetched = fonts

    path = Path(programs.ensure_cjk_fonts()["FONTCONFIG_FILE"])

    assert fetched == [("fonts", programs.FONT_PACKAGES)]
    assert "root/usr/share/fonts</dir>" in path.read_text()


def test_noto_shows_simplified_glyphs(fonts):
    system, fetched = fonts
    (system / "NotoSansCJK-Regular.ttc").touch()

    text = Path(programs.ensure_cjk_fonts()["FONTCONFIG_FILE"]).read_text()

    assert fetched == []
    assert text.count("<string>Noto Sans CJK SC</string>") == 3


def test_other_chinese_fonts_need_no_rule(fonts):
    system, fetched = fonts
    (system / "wqy-microhei.ttc").touch()

    text = Path(programs.ensure_cjk_fonts()["FONTCONFIG_FILE"]).read_text()

    assert fetched == []
    assert "<match" not in text


@pytest.fixture
def unpacked(monkeypatch, tmp_path):
    """A program that was unpacked privately."""
    monkeypatch.setattr(programs, "WRAPPERS", tmp_path / "bin")
    program = tmp_path / "usr" / "bin" / "tool"
    (tmp_path / "usr/lib/x86_64-linux-gnu").mkdir(parents=True)
    (tmp_path / "usr/lib/x86_64-linux-gnu/a.so.1").touch()
    program.parent.mkdir()

    def write(text):
        program.write_text(f"#!/bin/sh\n{text}\n")
        program.chmod(0o755)
        return programs._wrap("tool", tmp_path, program)

    return write


def test_the_wrapper_passes_libraries_and_arguments(unpacked):
    wrapper = unpacked('echo "$LD_LIBRARY_PATH" "$@"')

    output = programs.process.run([wrapper, "a b"], what="tool")

    assert "usr/lib/x86_64-linux-gnu a b" in output


def test_a_program_that_does_not_start_is_not_offered(unpacked, tmp_path):
    with pytest.raises(Stop, match="does not start here:\n    no lib"):
        unpacked("echo no lib; exit 127")

    assert not (tmp_path / "bin" / "tool").exists()
