"""A salesperson tries to reach a colleague's customer by every door: all are closed."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from tests.client import AccessError, RpcError
from tests.outside.doors import PARTNER, SECRET, is_told

if TYPE_CHECKING:
    from collections.abc import Callable


def test_the_holder_is_let_in(doors):
    """Otherwise the doors below would prove nothing."""
    found = doors.holder.search_read(
        PARTNER, [["id", "in", [doors.customer, doors.contact]]], ["phone"]
    )

    assert len(found) == 2
    assert is_told(doors, found)


@pytest.mark.parametrize("domain", [[], [["customer_status", "!=", False]]])
def test_list_and_count(doors, domain):
    """CAR-7: lists, their counts, and the same with the archived ones."""
    named = [*domain, ["id", "in", [doors.customer, doors.contact]]]
    answer = doors.stranger.call(
        PARTNER, "web_search_read", named, {"name": {}, "phone": {}}
    )

    assert answer == {"length": 0, "records": []}
    assert doors.stranger.count(PARTNER, named) == 0
    archived = {"context": {"active_test": False}}
    assert not doors.stranger.search(PARTNER, named, **archived)


@pytest.mark.parametrize("method", ["read", "web_read", "export_data", "copy"])
def test_by_id(doors, method):
    """CAR-7: who knows the id gets nothing by it."""
    arguments = {
        "read": [["phone"]],
        "web_read": [{"phone": {}}],
        "export_data": [["phone"]],
        "copy": [],
    }[method]
    for record in (doors.customer, doors.contact):
        with pytest.raises(AccessError):
            doors.stranger.call(PARTNER, method, [record], *arguments)


@pytest.mark.parametrize(
    "context",
    [
        {"jl_crm_pipeline_asked": True},
        {"active_test": False, "sudo": True, "bypass_access": True},
        {"allowed_company_ids": [1], "bin_size": True, "import_file": True},
    ],
)
def test_no_context_is_a_key(doors, context):
    """CAR-7: no word in the context opens a door."""
    domain = [["id", "=", doors.customer]]

    assert not doors.stranger.search(PARTNER, domain, context=context)
    with pytest.raises(AccessError):
        doors.stranger.call(PARTNER, "read", [doors.customer], context=context)


def test_name_search(doors):
    """CAR-7: neither by name, nor by phone, nor by a part of either."""
    for text in (doors.name, doors.phone, doors.name[:4]):
        found = doors.stranger.call(PARTNER, "name_search", text, limit=100)
        assert doors.customer not in [one for one, _name in found]


@pytest.mark.parametrize("groupby", ["user_id", "phone", "customer_status"])
def test_groups(doors, groupby):
    """IMP-5: groups count one's own alone, in the list, the kanban, the pivot."""
    domain = [["id", "in", [doors.customer, doors.contact]]]
    aggregates = ["__count", "id:array_agg"]

    args = (PARTNER, "formatted_read_group", domain, [groupby], aggregates)
    if groupby == "phone":
        # nobody lists numbers by groups, which would leave no trace
        with pytest.raises(AccessError):
            doors.stranger.call(*args)
    else:
        assert doors.stranger.call(*args) == []


def test_guessing_by_conditions(doors):
    """CAR-7: nor is a phone guessed digit by digit through somebody's records."""
    lead = doors.stranger.create("crm.lead", {"name": "门锁测试"})
    for path in ("commercial_partner_id.phone", "parent_id.phone"):
        domain = [[path, "=like", SECRET + "%"]]
        assert not doors.stranger.count(PARTNER, domain)
    domain = [["id", "=", lead], ["partner_id.phone", "=like", SECRET + "%"]]
    assert not doors.stranger.count("crm.lead", domain)


@pytest.mark.parametrize("model", ["crm.lead", "sale.order", "calendar.event"])
def test_work_on_it(doors, model):
    """CAR-7: nobody reads it off an opportunity, an order or a meeting of their own."""
    values = {
        "crm.lead": {"name": "门锁测试", "partner_id": doors.customer},
        "sale.order": {"partner_id": doors.customer},
        "calendar.event": {
            "name": "门锁测试",
            "start": "2031-01-01 08:00:00",
            "stop": "2031-01-01 09:00:00",
            "partner_ids": [[4, doors.contact]],
        },
    }[model]

    with pytest.raises(AccessError):
        doors.stranger.create(model, values)


def test_related_fields(doors):
    """CAR-7: an opportunity that was handed over tells the name, not the phone."""
    values = {"name": "门锁测试", "partner_id": doors.customer, "phone": False}
    lead = doors.admin.create("crm.lead", values)
    doors.admin.write("crm.lead", [lead], {"user_id": doors.stranger.uid})
    specification = {"partner_id": {"fields": {"display_name": {}, "mobile": {}}}}

    try:
        answer = doors.stranger.call("crm.lead", "web_read", [lead], specification)
    except AccessError:
        return

    assert "mobile" not in json.dumps(answer)
    with pytest.raises(AccessError):
        doors.stranger.read(PARTNER, [doors.customer], ["phone"])


def test_writing(doors):
    """CAR-7: what is not seen is neither changed nor archived nor deleted."""
    stranger = doors.stranger
    attempts: list[Callable[[], Any]] = [
        lambda: stranger.write(PARTNER, [doors.contact], {"phone": "1"}),
        lambda: stranger.call(PARTNER, "action_archive", [doors.customer]),
        lambda: stranger.call(PARTNER, "unlink", [doors.customer]),
        lambda: stranger.create(PARTNER, {"name": "新", "parent_id": doors.customer}),
        lambda: stranger.create(
            "crm.customer.grant",
            {"partner_id": doors.customer, "user_id": stranger.uid},
        ),
        lambda: stranger.call(PARTNER, "action_view_access", [doors.customer]),
        lambda: (
            stranger.call(PARTNER, "action_assign", [doors.customer])
            and stranger.write(PARTNER, [doors.customer], {"user_id": stranger.uid})
        ),
    ]

    for attempt in attempts:
        with pytest.raises(RpcError):
            attempt()

    [kept] = doors.admin.read(PARTNER, [doors.customer], ["phone", "active"])
    assert kept == {"id": doors.customer, "phone": doors.phone, "active": True}


def test_shared_and_taken_back(doors):
    """K3D-4: a grant opens the doors, to read alone; without it they are closed."""
    grant = doors.holder.create(
        "crm.customer.grant",
        {"partner_id": doors.customer, "user_id": doors.stranger.uid},
    )
    [seen] = doors.stranger.read(PARTNER, [doors.customer], ["phone"])
    assert seen["phone"] == doors.phone
    with pytest.raises(AccessError):
        doors.stranger.write(PARTNER, [doors.customer], {"phone": "1"})

    doors.holder.call("crm.customer.grant", "unlink", [grant])

    with pytest.raises(AccessError):
        doors.stranger.read(PARTNER, [doors.customer], ["phone"])
