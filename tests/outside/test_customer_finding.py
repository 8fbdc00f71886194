"""Customers are found as the web client asks, by those who may see them alone."""

from __future__ import annotations

import pytest

from tests.outside.doors import MAIL, PARTNER, is_told

CUSTOMERS = [["customer_status", "!=", False]]
# what the client sends of a list and of a field that asks for a customer
PAGE = {"name": {}, "found_by": {}}
FIELD = {"display_name": {}}


def list_found(client, text):
    """The rows of a list, searched by its box."""
    answer = client.call(
        PARTNER,
        "web_search_read",
        [*CUSTOMERS, ["found_by", "ilike", text]],
        PAGE,
        limit=80,
        context={"customer_search": [text]},
    )
    return {row["id"]: row["found_by"] for row in answer["records"]}


def suggest(client, text):
    """The suggestions of a many-to-one field."""
    rows = client.call(
        PARTNER, "web_name_search", text, FIELD, domain=CUSTOMERS, operator="ilike"
    )
    return {row["id"] for row in rows}


@pytest.fixture(scope="module")
def texts(doors):
    """Ways to ask for the customer by what it and its contact have."""
    digits = doors.phone.replace("-", "")
    plain = [doors.name, "钱秘", MAIL, doors.phone, digits, digits.lstrip("0")]
    return [*plain, f"+86 {digits[1:4]} {digits[4:8]} {digits[8:]}"]


def test_who_holds_it_finds_it(doors, texts):
    """K3C-3 (ux.md 1, 2): by name, contact, mail and number, in list and field."""
    for text in texts:
        assert doors.customer in list_found(doors.holder, text), text
        assert doors.customer in suggest(doors.holder, text), text


def test_the_list_says_by_what(doors):
    """K3C-3 (ux.md 1): the contact, where the name has not the text."""
    assert "钱秘" in list_found(doors.holder, "钱秘")[doors.customer]
    assert not list_found(doors.holder, doors.name)[doors.customer]


def test_who_stands_outside_finds_nothing(doors, texts):
    """CAR-7: by no text, and is told nothing."""
    for text in texts:
        found = list_found(doors.stranger, text)
        assert doors.customer not in found, text
        assert not is_told(doors, found), text
        assert doors.customer not in suggest(doors.stranger, text), text


def test_steps_tell_nothing_of_anybody(doors):
    """CAR-7 (ux.md 3): who finds nothing gets back what was typed."""
    steps = doors.stranger.call(PARTNER, "get_steps_after_search", doors.name)

    assert steps["analysis"]["context"] == {"default_name": doors.name}
    assert steps["register"]["context"]["default_name"] == doors.name
