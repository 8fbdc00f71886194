"""Values that stand on one island alone: where one turns up, it was read there."""

from __future__ import annotations

import re

PREFIX = "qz"
# qz-<island>-<model>-<field>
TEXT = re.compile(rf"{PREFIX}-([a-z]+)-([a-z_.]+)-([a-z_0-9]+)")
# an amount as nobody has it by chance
LEAST_DIGITS = 6
NUMBER = re.compile(r"(?<![\d.])\d+\.\d{1,2}(?!\d)")
PHONES = re.compile(r"(?:\+86)?[ -]?755[ -]?8211[ -]?(\d)(\d{3})")


def make_text(island: str, model: str, field: str) -> str:
    return f"{PREFIX}-{island}-{model}-{field}"


def make_mail(island: str, model: str) -> str:
    return f"{make_text(island, model, 'email')}@example.com"


def make_phone(number: int, nth: int) -> str:
    """`number`: of the island; `nth` of its phones."""
    return f"+86 755 8211 {number}{nth:03}"


def find(
    text: str, islands: list[str], amounts: dict[str, tuple[str, str]]
) -> set[tuple]:
    """(island, model, field) of each canary in a text.

    :param islands: in the order of the numbers that their phones were made with
    :param amounts: (island, model) by amount, as it is written in JSON
    """
    found = {match.groups() for match in TEXT.finditer(text)}
    for match in PHONES.finditer(text):
        if (number := int(match[1])) < len(islands):
            found.add((islands[number], "res.partner", "phone"))
    for amount in set(NUMBER.findall(text)) & amounts.keys():
        found.add((*amounts[amount], "amount"))
    return found


def is_telling(number: float) -> bool:
    """Whether an amount is so odd that it tells where it comes from."""
    text = str(number)
    return "." in text and not text.endswith(".0") and len(text) > LEAST_DIGITS
