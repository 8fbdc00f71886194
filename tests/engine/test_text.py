"""Folding: one writing for all writings."""

from __future__ import annotations

import unicodedata

import pytest
from duplicate_engine.text import LONGEST, compact, fold
from hypothesis import given
from hypothesis import strategies as st

from tests.engine.strategies import anything

pytestmark = pytest.mark.no_odoo


@given(anything)
def test_folding_twice_is_folding_once(text):
    assert fold(fold(text)) == fold(text)


@given(anything)
def test_a_folded_text_can_be_stored(text):
    folded = fold(text)

    assert len(folded) <= LONGEST
    assert "\x00" not in folded
    assert folded.encode().decode() == folded


@given(st.text(alphabet="abcXYZ019()&-+ .,", max_size=40))
def test_full_width_is_folded_to_half_width(text):
    wide = "".join("\u3000" if one == " " else chr(ord(one) + 0xFEE0) for one in text)

    assert fold(wide) == fold(text)


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        (None, ""),
        ("", ""),
        ("  ＳＯＮＧＤＡ　 Co.,Ltd ", "songda co.,ltd"),
        ("中山市鬆大電子有限公司", "中山市松大电子有限公司"),
        ("松\u200b大\x00电\ud800子", "松大电子"),
        ("乾坤", "乾坤"),
        ("😀", "😀"),
    ],
)
def test_writings_that_were_seen(text, folded):
    assert fold(text) == folded


@given(anything)
def test_compact_keeps_only_letters_and_digits(text):
    kept = compact(fold(text))

    assert all(unicodedata.category(one)[0] in "LNM" for one in kept)
    assert compact(kept) == kept
