"""From the request to the answer: two people who have nothing but the web API."""

from __future__ import annotations

import re
import threading
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Any

import pytest

from tests.client import AccessError, UserError
from tests.outside.names import make_name

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.client import Client

REQUEST = "crm.customer.conversion"
PARALLEL = 20
CODE = re.compile(r"C\d{6}\d{3,}")
# while the other is at it, or a moment after
TAKEN = re.compile("Somebody else is working|其他人正在处理|already|已经是交易客户")

# two requests at once: the loser is repeated or refused by PostgreSQL first
pytestmark = pytest.mark.expects_log(r"odoo\.sql_db", r"could not serialize access")


def register(client: Client, **values: Any) -> int:
    values = {
        "name": make_name("幕墙工程"),
        "is_company": True,
        "user_id": client.uid,
        **values,
    }
    return client.create("res.partner", values)


def request(client: Client, customer: int) -> int:
    """Press the button on the customer, and send what it has filled in."""
    action = client.call("res.partner", "action_request_conversion", [customer])
    saved = client.call(
        REQUEST,
        "web_save",
        [],
        {},
        specification={"message": {}},
        context=action["context"],
    )
    client.call(REQUEST, "action_request", [saved[0]["id"]])
    return saved[0]["id"]


def read_one(client: Client, model: str, record: int, *fields: str) -> dict[str, Any]:
    return client.read(model, [record], list(fields))[0]


def get_status(client: Client, customer: int) -> str:
    return read_one(client, "res.partner", customer, "customer_status")[
        "customer_status"
    ]


def read_inbox(client: Client, conversion: int) -> list[str]:
    """What the message centre holds on a request."""
    answer = client.call_json("/mail/inbox/messages", {})
    domain = [
        ["id", "in", answer["messages"]],
        ["model", "=", REQUEST],
        ["res_id", "=", conversion],
    ]
    messages = client.search_read("mail.message", domain, ["body", "subject"])
    return [f"{message['subject']} {message['body']}" for message in messages]


def count_work(client: Client, conversion: int) -> int:
    domain = [["res_model", "=", REQUEST], ["res_id", "=", conversion]]
    return client.count("mail.activity", [*domain, ["user_id", "=", client.uid]])


def run_at_once(tasks: list[Callable[[], Any]]) -> list[Any]:
    """Start all the tasks at the same moment; what they returned or raised."""
    gate = threading.Barrier(len(tasks))

    def run(task: Callable[[], Any]) -> Any:
        gate.wait()
        try:
            return task()
        except UserError as error:
            return error

    with ThreadPoolExecutor(len(tasks)) as pool:
        return list(pool.map(run, tasks))


def test_request_and_conversion(user):
    """K3C-2 to K3C-4: the salesperson asks, General Affairs converts and answers."""
    sales, office = user("sales"), user("general")
    customer = register(sales)

    conversion = request(sales, customer)

    asked = read_one(office, REQUEST, conversion, "state", "user_id", "message")
    code = read_one(sales, "res.partner", customer, "customer_code")["customer_code"]
    assert asked["state"] == "requested"
    assert asked["user_id"][0] == sales.uid
    assert code in asked["message"]
    assert len(read_inbox(office, conversion)) == 1
    assert count_work(office, conversion) == 1
    assert conversion in office.search(REQUEST, [["state", "=", "requested"]])

    office.call(REQUEST, "action_approve", [conversion])

    kept = read_one(
        sales, "res.partner", customer, "customer_status", "conversion_user_id"
    )
    assert kept["customer_status"] == "transacting"
    assert kept["conversion_user_id"][0] == office.uid
    assert count_work(office, conversion) == 0
    assert len(read_inbox(sales, conversion)) == 1


def test_refusal_reaches_the_salesperson(user):
    """K3C-5: the reason lies in the requester's message centre."""
    sales, office = user("sales"), user("general")
    customer = register(sales)
    conversion = request(sales, customer)

    office.call(REQUEST, "action_refuse", [conversion], "合同尚未签回")

    (answer,) = read_inbox(sales, conversion)
    assert "合同尚未签回" in answer
    assert get_status(sales, customer) == "potential"


@pytest.mark.parametrize("login", ["sales", "clerk", "director", "information"])
@pytest.mark.parametrize("method", ["action_approve", "action_refuse"])
def test_others_do_not_decide(user, login, method):
    """K3C-4: without the button, and over the web API neither."""
    asker, other = user("sales"), user(login)
    customer = register(asker)
    conversion = request(asker, customer)
    reason = ["随意"] if method == "action_refuse" else []

    with pytest.raises(AccessError):
        other.call(REQUEST, method, [conversion], *reason)

    state = read_one(asker, REQUEST, conversion, "state")["state"]
    assert state == "requested"
    assert get_status(asker, customer) == "potential"


@pytest.mark.parametrize("method", ["action_convert", "action_convert_many"])
def test_others_do_not_convert_customers(user, method):
    sales = user("sales")
    customer = register(sales)

    with pytest.raises(AccessError, match="综合部"):
        sales.call("res.partner", method, [customer])

    assert get_status(sales, customer) == "potential"


def test_two_people_convert_at_once(user):
    """Of two who press the button at the same moment, the second is told so."""
    sales, office, admin = user("sales"), user("general"), user("admin")
    for _attempt in range(5):
        _convert_at_once(sales, office, admin)


def _convert_at_once(sales: Client, office: Client, admin: Client) -> None:
    customer = register(sales)
    conversion = request(sales, customer)

    results = run_at_once(
        [
            lambda: office.call(REQUEST, "action_approve", [conversion]),
            lambda: admin.call(REQUEST, "action_approve", [conversion]),
        ]
    )

    (refused,) = (result for result in results if isinstance(result, UserError))
    assert TAKEN.search(refused.message)
    assert get_status(sales, customer) == "transacting"
    domain = [["partner_id", "=", customer], ["state", "=", "approved"]]
    assert office.count(REQUEST, domain) == 1


@pytest.mark.usefixtures("without_reviews")
def test_codes_are_unique_under_load(user):
    """IMP-1: half are registered, half become customers by buying, all at once."""
    sales = user("sales")
    half = PARALLEL // 2
    people = [register(sales, is_company=False) for _ in range(half)]
    orders = [sales.create("sale.order", {"partner_id": one}) for one in people]
    assert not any(get_status(sales, one) for one in people)

    results = run_at_once(
        [
            *(lambda: register(sales) for _ in range(half)),
            *(
                lambda order=order: sales.call("sale.order", "action_confirm", [order])
                for order in orders
            ),
        ]
    )

    errors = [result for result in results if isinstance(result, UserError)]
    assert not errors
    customers = sales.read("res.partner", [*results[:half], *people], ["customer_code"])
    codes = {customer["customer_code"] for customer in customers}
    assert len(codes) == PARALLEL
    assert all(CODE.fullmatch(code) for code in codes)


@pytest.mark.usefixtures("without_reviews")
def test_orders_confirmed_at_once_ask_once(user):
    """K3C-7: several orders of one customer at the same moment open one request."""
    sales = user("sales")
    for _attempt in range(3):
        customer = register(sales)
        orders = [sales.create("sale.order", {"partner_id": customer}) for _ in "1234"]

        results = run_at_once(
            [
                lambda order=order: sales.call("sale.order", "action_confirm", [order])
                for order in orders
            ]
        )

        assert results == [True] * len(orders)
        assert sales.count(REQUEST, [["partner_id", "=", customer]]) == 1
