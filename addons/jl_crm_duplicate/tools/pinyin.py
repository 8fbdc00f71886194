"""How a text is spoken."""

from __future__ import annotations

from .tables import read_rows

_SYLLABLES = str.maketrans(
    {
        character: syllable
        for syllable, characters in read_rows("pinyin.tsv")
        for character in characters
    }
)
_DIGITS = {
    ord("0") + value: _SYLLABLES[ord(word)]
    for value, word in enumerate("零一二三四五六七八九")
}


def pinyin(text: str) -> str:
    """Syllables without tones, joined; what has none stays as it is.

    A number is spoken digit by digit.
    """
    return text.translate(_DIGITS if text.isdecimal() else _SYLLABLES)
