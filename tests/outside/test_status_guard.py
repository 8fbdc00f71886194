"""Nobody sets by hand what the system keeps of a customer, over whatever route."""

from __future__ import annotations

import itertools
import re

import pytest

from tests.client import Json2, RpcError
from tests.outside.forgery import (
    FORGED,
    LOGINS,
    REASON,
    STATE_REASON,
    STATUS,
    Person,
    make_person,
    make_values,
)
from tests.outside.names import make_name

# what a client may believe to be the keys of the lock
CONTEXTS = [
    {"jl_crm_pipeline_system": True},
    {"jl_crm_pipeline_system": "_SYSTEM"},
    {"jl_crm_pipeline_system": "_KEEP"},
    {"jl_crm_pipeline_system": {}},
    {"jl_crm_pipeline_move": True, "jl_crm_pipeline_system": 1},
    {"install_mode": True, "import_file": True, "tracking_disable": True},
]


@pytest.fixture(params=LOGINS)
def person(request, user) -> Person:
    return make_person(user, request.param)


def test_write(person):
    """K3C-4: each field alone, and among others."""
    for name, value in FORGED.items():
        person.expect_refusal(
            lambda values={name: value}: person.client.write(
                "res.partner", [person.customer], values
            )
        )
    person.expect_refusal(
        lambda: person.client.write(
            "res.partner", [person.customer], {"comment": "x", **STATUS}
        )
    )


def test_create(person):
    """K3C-1: a new customer is potential."""
    for name, value in FORGED.items():
        person.expect_refusal(
            lambda values={name: value}: person.client.create(
                "res.partner", make_values(**values)
            )
        )


def test_form(person):
    """The call that the form makes when one saves."""
    for ids in ([], [person.customer]):
        values = make_values(**STATUS) if not ids else STATUS
        person.expect_refusal(
            lambda ids=ids, values=values: person.client.call(
                "res.partner", "web_save", ids, values, specification={}
            )
        )
    person.expect_refusal(
        lambda: person.client.call(
            "res.partner",
            "web_save_multi",
            [person.customer],
            [STATUS],
            specification={},
        )
    )


def test_form_sends_back_what_it_was_given(person):
    """A client that sends the whole record back is no offender."""
    before = person.read()

    person.client.write(
        "res.partner",
        [person.customer],
        {"comment": "unchanged", "customer_status": before["customer_status"]},
    )

    assert person.read() == before


def test_default_in_the_context(person):
    """A default for such a field is not listened to."""
    defaults = {f"default_{name}": value for name, value in FORGED.items()}

    made = person.client.create("res.partner", make_values(), context=defaults)
    named, _label = person.client.call(
        "res.partner",
        "name_create",
        make_name(),
        context={**defaults, "default_is_company": True},
    )

    for partner in person.admin.read("res.partner", [made, named], list(FORGED)):
        assert partner["customer_status"] == "potential"
        assert not any(partner[name] == value for name, value in FORGED.items())
        assert not partner["conversion_user_id"]


def test_copy(person):
    """A copy is a new customer; the values given with it are a client's."""
    person.expect_refusal(
        lambda: person.client.call("res.partner", "copy", [person.customer], STATUS)
    )

    # under its own name it would be refused as a duplicate
    values = {"name": make_name("门窗")}
    (copied,) = person.client.call("res.partner", "copy", [person.customer], values)

    original = person.read()
    made = person.admin.read("res.partner", [copied], list(FORGED))[0]
    assert made["customer_status"] == "potential"
    assert made["customer_code"] != original["customer_code"]


@pytest.mark.parametrize("field", ["customer_status", "customer_code"])
def test_load(person, field):
    """K3C-4: the rows of an import are refused, each with its reason."""
    name = make_name()

    answer = person.client.call(
        "res.partner",
        "load",
        ["name", "is_company", field],
        [[name, "1", FORGED[field]]],
    )

    (message,) = answer["messages"]
    assert not answer["ids"]
    assert REASON[person.language].search(message["message"])
    assert person.admin.count("res.partner", [["name", "=", name]]) == 0


def test_load_on_an_existing_customer(person):
    exported = person.admin.call(
        "res.partner", "export_data", [person.customer], ["id"]
    )
    external = exported["datas"][0][0]
    before = person.read()

    answer = person.client.call(
        "res.partner", "load", ["id", "customer_status"], [[external, "transacting"]]
    )

    assert not answer["ids"]
    assert REASON[person.language].search(answer["messages"][0]["message"])
    assert person.read() == before


@pytest.mark.expects_log(r"odoo\.http", r"set_file.* called ignoring args")
def test_import_screen(person):
    """The file goes through Odoo's own import, with the field forced on a column."""
    name = make_name()
    sheet = f"name,status\n{name},transacting\n".encode()
    wizard = person.client.upload("res.partner", "customers.csv", sheet, "text/csv")
    options = {"has_headers": True, "quoting": '"', "separator": ",", "encoding": ""}

    answer = person.client.load(
        wizard, ["name", "customer_status"], ["name", "status"], options
    )

    assert not answer.get("ids")
    assert answer["messages"]
    forged = [["name", "=", name], ["customer_status", "=", "transacting"]]
    assert person.admin.count("res.partner", forged) == 0


def test_commands_from_a_parent(person):
    """Through the lines of another record: a parent, a user, a request."""
    parent = person.admin.create("res.partner", make_values())
    attempts = [
        ("res.partner", parent, {"child_ids": [[0, 0, make_values(**STATUS)]]}),
        ("res.partner", parent, {"child_ids": [[1, person.customer, STATUS]]}),
        (
            "res.partner",
            person.customer,
            {"conversion_ids": [[0, 0, {"state": "approved"}]]},
        ),
    ]
    either = {
        language: re.compile(f"{REASON[language].pattern}|{state.pattern}")
        for language, state in STATE_REASON.items()
    }

    for model, record, values in attempts:
        person.expect_refusal(
            lambda model=model, record=record, values=values: person.client.write(
                model, [record], values
            ),
            either,
        )


def test_through_the_own_user(person):
    """A user is a partner too, and may change a part of it."""
    before = person.admin.read("res.users", [person.client.uid], list(FORGED))

    with pytest.raises(RpcError):
        person.client.write("res.users", [person.client.uid], STATUS)

    after = person.admin.read("res.users", [person.client.uid], list(FORGED))
    assert after == before


def test_forged_context(person):
    """The lock opens for an object of the server, and no client can send one."""
    attempts = [
        ("write", [person.customer], STATUS),
        ("create", [make_values(**STATUS)]),
    ]
    for context, (method, *args) in itertools.product(CONTEXTS, attempts):
        person.expect_refusal(
            lambda method=method, args=args, context=context: person.client.call(
                "res.partner", method, *args, context=context
            )
        )


def test_private_methods_are_out_of_reach(person):
    """The methods that open the lock are no methods of the web API."""
    for method in ("_write_system", "_set_transacting", "_make_customers"):
        with pytest.raises(RpcError):
            person.client.call("res.partner", method, [person.customer], STATUS)

    assert person.read()["customer_status"] == "potential"


def test_documented_api(user, server, database):
    """The API of Odoo 19 with a key refuses as the web client's does."""
    admin = user("admin")
    customer = admin.create("res.partner", make_values())
    key = admin.make_api_key("status guard", "admin")
    api = Json2(server.url, database, key)

    with pytest.raises(RpcError, match="kept by the system"):
        api.call("res.partner", "write", ids=[customer], vals=STATUS)

    status = admin.read("res.partner", [customer], ["customer_status"])[0]
    assert status["customer_status"] == "potential"


def test_server_action(user):
    """An administrator's automatic action is no way around either."""
    admin = user("admin")
    customer = admin.create("res.partner", make_values())
    action = admin.create(
        "ir.actions.server",
        {
            "name": "Forge the status",
            "model_id": admin.ref("base.model_res_partner"),
            "state": "code",
            "code": "records.write({'customer_status': 'transacting'})",
        },
    )
    context = {"active_model": "res.partner", "active_ids": [customer]}

    with pytest.raises(RpcError, match="kept by the system"):
        admin.call("ir.actions.server", "run", [action], context=context)

    status = admin.read("res.partner", [customer], ["customer_status"])[0]
    assert status["customer_status"] == "potential"
