"""Numbers and marks that lists put before a company name: 3、, No.7, ①, ★."""

from __future__ import annotations

import re

from .places import strip_places
from .tables import read_words
from .text import compact

# folding would make digits of them, and digits can be part of a name
_BULLETS = re.compile("^[\\s\u2460-\u24ff\u2776-\u2793\u3200-\u3247\u3280-\u32b0]+")
_BRACKETED = re.compile(
    r"^[(\[【{<《「]\s*[a-z]{0,2}\d{1,4}\s*[)\]】}>》」][\s.、:\-_]*"
)
_WORDS = "|".join(
    sorted(map(re.escape, read_words("words/numbering.txt")), key=len)[::-1]
)
_NAMED = re.compile(
    rf"^(?:{_WORDS})\s*[.:#]?\s*[a-z]{{0,2}}\d{{1,4}}(?!\d)号?[\s.:、,)\-_]*"
)
_COUNTED = "[a-z]{0,2}\\d{1,4}|[a-z]|[一二三四五六七八九十]{1,3}"
# a strong parting may stand before letters: 3、TCL; after a weak one a name begins
# with an ideograph: 7-eleven is one
_STRONG = re.compile(rf"^#?(?:{_COUNTED})(?:\s*[、)\]:#]\s*|\s*\.\s+)(?=\w)")
_WEAK = re.compile(rf"^#?(?:{_COUNTED})\s*[.,\-_]\s*(?=[\u3400-\u9fff])")
_BARE = re.compile(r"^\d{1,4}\s*(?=[\u3400-\u9fff])")
# what is left has to be a name still
_SHORTEST = 4


def drop_bullets(text: str) -> str:
    """A text that was not folded yet, without circled numbers in front."""
    return _BULLETS.sub("", text)


def drop_number(folded: str) -> str:
    """A folded name without the number or mark that a list has put before it.

    58同城, 3D打印 and 7天酒店 keep theirs: nothing parts it from the name, and no place
    follows.
    """
    text = folded.lstrip(" *-—_/.,。、·●★☆◆■※>")
    for pattern in (_BRACKETED, _NAMED, _STRONG, _WEAK):
        rest = pattern.sub("", text, count=1)
        if rest != text and len(compact(rest)) >= _SHORTEST:
            return rest
    rest = _BARE.sub("", text)
    return (
        rest
        if rest != text and strip_places(compact(rest)).rest != compact(rest)
        else folded
    )
