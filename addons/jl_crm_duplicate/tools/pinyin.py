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


def pinyin(text: str) -> str:
    """Syllables without tones, joined; what has none stays as it is."""
    return text.translate(_SYLLABLES)
