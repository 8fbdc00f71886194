"""Tax ids: 统一社会信用代码, the older 15 digits, those of other countries."""

from __future__ import annotations

import re

from .text import compact, fold

# GB 32100-2015: the letters that cannot be taken for digits, and the weights
_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_VALUES = {letter: value for value, letter in enumerate(_ALPHABET)}
_WEIGHTS = [pow(3, place, len(_ALPHABET)) for place in range(17)]
_CREDIT_CODE = re.compile(rf"[1-9A-HJ-NY][1-9][0-9]{{6}}[{_ALPHABET}]{{10}}")
_OLD = re.compile(r"[0-9]{6}[0-9A-Z]{9}")
_FOREIGN = re.compile(r"[A-Z]{2}[0-9A-Z]{2,13}")
_CHINA = "CN"
_SHORTEST = 8
# 000000000000000 and the like stand for "unknown"
_FEWEST_LETTERS = 3


def fold_tax_id(text: str | None) -> str:
    """Capital letters and digits; empty when too short or too uniform to tell."""
    folded = compact(fold(text)).upper()
    number = folded.removeprefix(_CHINA)
    if len(number) in {15, 18}:
        folded = number
    is_telling = len(folded) >= _SHORTEST and len(set(folded)) >= _FEWEST_LETTERS
    return folded if is_telling and folded.isascii() else ""


def is_valid(text: str | None) -> bool:
    """Whether a tax id can exist: form, and the check digit of a credit code."""
    number = fold_tax_id(text)
    if _CREDIT_CODE.fullmatch(number):
        return number[-1] == check_digit(number)
    return bool(_OLD.fullmatch(number) or _FOREIGN.fullmatch(number))


def check_digit(credit_code: str) -> str:
    """The 18th letter that the first 17 ask for."""
    letters = credit_code[: len(_WEIGHTS)]
    total = sum(
        _VALUES[letter] * weight
        for letter, weight in zip(letters, _WEIGHTS, strict=True)
    )
    return _ALPHABET[-total % len(_ALPHABET)]
