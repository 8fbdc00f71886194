"""Whoever enters a customer a second time is stopped, whatever client they use."""

from __future__ import annotations

import threading

import pytest

from tests.client import Client, DuplicateError, RpcError
from tests.outside.names import make_name

ROUNDS = 20
REASON = "集团内另一家公司已电话核实"
HIT_FIELDS = {
    *("partner_id", "access_token", "display_name", "score", "verdict"),
    *("verdict_label", "reasons", "weights", "holder", "department", "status"),
    "lead_id",
}

pytestmark = pytest.mark.expects_log(r"odoo\.http", r"already|at this moment")


@pytest.fixture
def name(user) -> str:
    """A customer of General Affairs, with a phone and a mail."""
    name = make_name()
    values = {"name": name, "is_company": True, "user_id": user("general").uid}
    user("general").create("res.partner", values | make_secrets(name))
    return name


def make_secrets(name: str) -> dict[str, str]:
    number = sum(map(ord, name)) % 10**7
    return {"phone": f"0757-8{number:07}", "email": f"buyer{number}@lvye.example"}


def enter(client: Client, name: str, **values: str) -> int:
    return client.create("res.partner", {"name": name, "is_company": True} | values)


def refuse(client: Client, name: str, **values: str) -> DuplicateError:
    with pytest.raises(DuplicateError) as caught:
        enter(client, name, **values)
    return caught.value


def test_a_salesperson_is_refused_by_name_and_holder(user, name):
    """DUP-3: over the web API as in the form."""
    error = refuse(user("sales"), name)

    assert name in error.message
    [holder] = user("general").read("res.users", [user("general").uid], ["name"])
    assert holder["name"] in error.message


def test_a_reason_is_no_right(user, name):
    """DUP-3: and no key of the context is one either."""
    refuse(user("sales"), name, duplicate_reason=REASON)
    values = {"name": name, "is_company": True, "duplicate_reason": REASON}
    for context in (
        {"jl_crm_duplicate_mode": True},
        {"jl_crm_duplicate_load": {}},
        {"install_mode": True},
        {"import_file": True},
        {"mode": "init"},
    ):
        with pytest.raises(DuplicateError):
            user("sales").create("res.partner", values, context=context)


def test_general_affairs_saves_it_with_a_reason_that_is_kept(user, name):
    """DUP-3: the log has who, why, and in spite of whom."""
    refuse(user("general"), name)

    partner = enter(user("general"), name, duplicate_reason=REASON)

    [kept] = user("general").search_read(
        "crm.duplicate.override",
        [["partner_id", "=", partner]],
        ["reason", "hit_name", "user_id", "verdict"],
    )
    assert (kept["reason"], kept["hit_name"]) == (REASON, name)
    assert kept["user_id"][0] == user("general").uid


def test_a_likely_one_wants_a_reason_of_anybody(user, name):
    """DUP-3: the same phone under another name."""
    phone = make_secrets(name)["phone"]
    refuse(user("sales"), make_name("贸易"), phone=phone)

    partner = enter(
        user("sales"), make_name("贸易"), phone=phone, duplicate_reason=REASON
    )

    assert partner


def test_a_list_is_refused_as_a_whole(user, name):
    """DUP-3: every refused row is named, and nothing is half done."""
    fresh = make_name()
    rows = [{"name": one, "is_company": True} for one in (fresh, name, fresh)]

    with pytest.raises(DuplicateError) as caught:
        user("sales").call("res.partner", "create", rows)

    assert caught.value.message.count(fresh) >= 1
    assert user("sales").count("res.partner", [["name", "=", fresh]]) == 0


def test_rows_that_are_loaded_are_left_out_with_the_reason(user, name):
    """DUP-3: the rest goes in."""
    fresh = make_name()
    answer = user("sales").call(
        "res.partner",
        "load",
        ["name", "is_company"],
        [[fresh, "1"], [name, "1"]],
    )

    assert len(answer["ids"]) == 1
    [message] = answer["messages"]
    assert (message["type"], message["rows"]["from"]) == ("warning", 1)
    assert name in message["message"]


def test_a_hidden_hit_tells_what_it_must_and_nothing_else(user, name):
    """DUP-2: name, holder, department, status; field by field."""
    general, sales = user("general"), user("sales")
    rule = user("admin").create(
        "ir.rule",
        {
            "name": "Only one's own",
            "model_id": user("admin").search(
                "ir.model", [["model", "=", "res.partner"]]
            )[0],
            "groups": [[4, user("admin").ref("sales_team.group_sale_salesman")]],
            "domain_force": f"[('user_id', '!=', {general.uid})]",
        },
    )
    try:
        secrets = make_secrets(name)
        values = {"name": name, **secrets}
        [hit] = [
            one
            for one in sales.call("res.partner", "analyse_duplicates", values)
            if one["display_name"] == name
        ]
        error = refuse(sales, name, **secrets)
    finally:
        user("admin").call("ir.rule", "unlink", [rule])

    assert set(hit) == HIT_FIELDS
    assert hit["partner_id"] is False
    assert hit["lead_id"] is False
    token = hit.pop("access_token")
    for told in (str(hit), error.message):
        assert secrets["phone"][-4:] not in told
        assert secrets["phone"][5:9] not in told
        assert secrets["email"] not in told
    assert sales.call("res.partner", "ask_duplicate_access", token) is True
    [customer] = general.search("res.partner", [["name", "=", name]])
    activity = [["res_model", "=", "res.partner"], ["res_id", "=", customer]]
    [asked] = general.search_read("mail.activity", activity, ["user_id"])
    assert asked["user_id"][0] == general.uid


def test_of_two_at_once_one_gets_it(user):
    """DUP-3: the other gets the message, in each of twenty rounds."""
    for _round in range(ROUNDS):
        name = make_name()
        outcomes = enter_at_once([user("sales"), user("east")], name)

        assert outcomes.count("in") == 1, outcomes
        assert any(name in outcome for outcome in outcomes if outcome != "in")
        assert user("general").count("res.partner", [["name", "=", name]]) == 1


def enter_at_once(clients: list[Client], name: str) -> list[str]:
    barrier = threading.Barrier(len(clients))
    outcomes: list[str] = []

    def work(client: Client) -> None:
        barrier.wait()
        try:
            enter(client, name)
        except RpcError as error:
            outcomes.append(error.message)
        else:
            outcomes.append("in")

    threads = [threading.Thread(target=work, args=[client]) for client in clients]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return outcomes
