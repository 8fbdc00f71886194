"""People whom salespeople note behind a company name: 松大电子-李经理."""

from __future__ import annotations

import re

from .industries import is_business, names_business
from .tables import read_words
from .text import compact


def _any_of(name: str) -> str:
    words = read_words(f"words/{name}.txt")
    return "|".join(sorted(map(re.escape, words), key=len, reverse=True))


_SURNAME = f"(?:{_any_of('surnames')})"
_TITLE = f"(?:{_any_of('titles')})"
_TITLED = re.compile(
    rf"{_SURNAME}.{{0,2}}?(?:{_TITLE}|{_any_of('short_titles')})|[老小阿]{_SURNAME}"
    rf"|{_TITLE}{_SURNAME}?"
)
_SURE = re.compile(rf"{_SURNAME}.{{0,2}}?{_TITLE}")
_PLAIN = re.compile(rf"{_SURNAME}[\u3400-\u9fff]{{1,2}}")
_LABEL = re.compile(rf"^(?:{_any_of('person_labels')})[\s:]*(?=\S)")
_LAST = {title[-1] for title in read_words("words/titles.txt")}
# 总 alone is too short to be cut off where nothing parts it from the name
_SHORTEST_TITLE = 2
_LONGEST = 6
_PHONE = re.compile(r"[\s,:(]*(?:(?:电话|手机|tel|mob)[\s.:]*)?\+?[\d][\d\s\-]{6,16}$")
_PARTED = re.compile(r"[\s\-—_/,、;:.·|~]+")


def drop_person(text: str) -> str:
    """A folded Chinese name without the person and the number noted behind it."""
    text = _PHONE.sub("", text)
    for match in reversed(list(_PARTED.finditer(text))):
        head, rest = text[: match.start()], text[match.end() :]
        if len(compact(rest)) > _LONGEST + _LONGEST:
            break
        if is_person(rest, is_plain=names_business(head)):
            return head
    return _drop_joined(text)


def is_person(text: str, *, is_plain: bool) -> bool:
    """Whether a text names somebody: 李经理, 联系人:李伟; 李伟 only if `is_plain`."""
    text = compact(_PHONE.sub("", text)) if _PHONE.search(text) else text.strip()
    rest = compact(_LABEL.sub("", text))
    if rest != compact(text):
        return len(rest) <= _LONGEST
    if _TITLED.fullmatch(rest):
        return True
    # 家 and 石 are surnames, 家具厂 and 石材厂 nobody
    return is_plain and bool(_PLAIN.fullmatch(rest)) and not is_business(rest)


def is_phone(text: str) -> bool:
    """Whether nothing but a number is there."""
    return bool(_PHONE.fullmatch(text))


def _drop_joined(text: str) -> str:
    """东莞鑫隆模具陈老板: nothing parts them, but before it a company is named."""
    if text[-1:] not in _LAST:
        return text
    for size in range(_SHORTEST_TITLE + 1, _LONGEST + 1):
        head, rest = text[:-size], text[-size:]
        if len(head) > _SHORTEST_TITLE and _SURE.fullmatch(rest):
            title = re.search(f"{_TITLE}$", rest)
            is_long = title and len(title[0]) >= _SHORTEST_TITLE
            if is_long and names_business(head):
                return head
    return text
