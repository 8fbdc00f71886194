"""Nobody converts a customer by writing a request, over whatever route."""

from __future__ import annotations

import pytest

from tests.outside.forgery import LOGINS, STATE_REASON, STATUS, Person, make_person


@pytest.fixture(params=LOGINS)
def person(request, user) -> Person:
    return make_person(user, request.param)


def test_related_field_of_a_request(person):
    """The request shows the customer's status; it is no way to write it."""
    conversion = person.client.create(
        "crm.customer.conversion", {"partner_id": person.customer}
    )
    before = person.read()

    person.client.write("crm.customer.conversion", [conversion], STATUS)

    assert person.read() == before


def test_state_of_a_request(person):
    """K3C-4: whoever writes the request's state converts nobody."""
    model = "crm.customer.conversion"
    conversion = person.client.create(model, {"partner_id": person.customer})
    for values in ({"state": "approved"}, {"state": "requested"}):
        person.expect_refusal(
            lambda values=values: person.client.write(model, [conversion], values),
            STATE_REASON,
        )
    for values in ({"decision_user_id": 1}, {"user_id": 1}, {"reason": "x"}):
        person.expect_refusal(
            lambda values=values: person.client.write(model, [conversion], values)
        )
    person.expect_refusal(
        lambda: person.client.create(
            model, {"partner_id": person.customer, "state": "approved"}
        ),
        STATE_REASON,
    )

    made = person.client.create(
        model, {"partner_id": person.customer}, context={"default_state": "approved"}
    )

    assert person.admin.read(model, [made], ["state"])[0]["state"] == "draft"
