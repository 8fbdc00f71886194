"""One writing for all the writings of a text."""

from __future__ import annotations

import re
import unicodedata

from .tables import read_rows

# longer inputs are cut: a check must cost the same whatever is pasted into a field
LONGEST = 256
_SIMPLIFIED = str.maketrans(dict(read_rows("simplified.tsv")))
_BLANKS = re.compile(r"\s+")
# most texts: nothing in them can change but the characters in the table and the case
_PLAIN = re.compile("[ -~\u4e00-\u9fff]*")
# control characters, invisible formatting, halves of characters: PostgreSQL refuses
# some of them and nobody sees any of them
_UNSEEN = re.compile(
    "[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\xad\u061c\u180e\u200b-\u200f\u202a-\u202e"
    "\u2060-\u206f\ufe00-\ufe0f\ufeff\ufff9-\ufffb\ud800-\udfff]"
)
_MARKS = re.compile(r"[\W_]+")
_IDEOGRAPH = re.compile("[\u3005\u3400-\u9fff\U00020000-\U0003ffff]")


def fold(text: str | None) -> str:
    """Half width, lower case, simplified characters, single blanks.

    Folding twice gives what folding once gave.
    """
    if not text:
        return ""
    text = text[:LONGEST]
    if text.isascii() and text.isprintable():
        text = text.lower()
    elif _PLAIN.fullmatch(text):
        text = text.translate(_SIMPLIFIED).lower()
    else:
        text = _UNSEEN.sub("", _fold_characters(text))
    return _BLANKS.sub(" ", text)[:LONGEST].strip()


def _fold_characters(text: str) -> str:
    text = unicodedata.normalize("NFKC", _UNSEEN.sub("", text)).casefold()
    # case folding can undo the composition, and composing can open the next fold
    text = unicodedata.normalize("NFKC", text).casefold()
    return unicodedata.normalize("NFKC", text.translate(_SIMPLIFIED))


def compact(text: str) -> str:
    """Only the letters, digits and ideographs of a folded text."""
    return _MARKS.sub("", text)


def split_words(text: str) -> list[str]:
    return _MARKS.sub(" ", text).split()


def has_ideograph(text: str) -> bool:
    return _IDEOGRAPH.search(text) is not None


def strip_accents(text: str) -> str:
    """Müller as muller; other scripts stay as they are."""
    if text.isascii():
        return text
    letters = unicodedata.normalize("NFD", text)
    plain = "".join(one for one in letters if not "\u0300" <= one <= "\u036f")
    return unicodedata.normalize("NFC", plain)
