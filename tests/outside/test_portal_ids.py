"""A customer's person with a login counts through ids: nothing but their own."""

from __future__ import annotations

import urllib.error
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pytest

from tests.client import Client, RpcError
from tests.outside.conftest import SCOPE
from tests.outside.names import make_name

if TYPE_CHECKING:
    from collections.abc import Callable

ORDER, INVOICE, CONTRACT = "sale.order", "account.move", "crm.contract"
FILE = "ir.attachment"
IDS = range(1, 501)
LOGIN = "portal-of-one-customer"
FIELDS = {
    ORDER: ["name", "access_token"],
    INVOICE: ["name", "access_token"],
    CONTRACT: ["name"],
    FILE: ["name", "datas"],
}
# what anybody may press, of Odoo's and of ours
BUTTONS = {
    ORDER: [
        "action_preview_sale_order",
        "action_quotation_send",
        "get_portal_url",
        "action_review_submit",
    ],
    INVOICE: ["preview_invoice", "get_portal_url", "action_print_pdf"],
    CONTRACT: ["action_preview", "action_print", "action_send"],
    FILE: ["generate_access_token"],
}
PAGES = {
    ORDER: [
        "/my/orders/{id}",
        "/my/orders/{id}?report_type=html&access_token={token}",
        "/report/html/sale.report_saleorder/{id}",
    ],
    INVOICE: [
        "/my/invoices/{id}",
        "/report/html/account.report_invoice/{id}",
    ],
    CONTRACT: ["/report/html/jl_crm_quote.report_contract/{id}"],
    FILE: ["/web/content/{id}", "/web/image/{id}"],
}


@dataclass
class Visitor:
    """Who counts through the ids, and what is theirs."""

    client: Client
    admin: Client
    own: dict[str, set[int]]
    token: str

    def list_foreign(self, model: str) -> list[int]:
        """What there is among the ids, and is somebody else's."""
        context = {"active_test": False}
        found = self.admin.search(model, [["id", "in", list(IDS)]], context=context)
        return sorted(set(found) - self.own[model])


@pytest.fixture(scope="module")
def visitor(user: Callable[[str], Client], server, database: str) -> Visitor:
    """A person of a customer that has a quotation which was released."""
    admin = user("admin")
    customer = admin.create("res.partner", {"name": make_name(), "is_company": True})
    person = admin.create("res.partner", {"name": "周莉", "parent_id": customer})
    portal = admin.ref("base.group_portal")
    values = {"login": LOGIN, "password": LOGIN, "partner_id": person}
    admin.create("res.users", {**values, "group_ids": [[6, 0, [portal]]]})
    order = make_order(admin, customer)
    [row] = admin.read(ORDER, [order], ["access_token"])
    client = Client(server.url, database, LOGIN, LOGIN)
    own = {ORDER: {order}, INVOICE: set(), CONTRACT: set()}
    own[FILE] = find_open_files(admin, customer, person, order)
    return Visitor(client, admin, own, row["access_token"])


def make_order(admin: Client, customer: int) -> int:
    """An order that was confirmed while no reviews were asked for."""
    product = admin.search("product.product", [["sale_ok", "=", True]], limit=1)[0]
    order = admin.create(
        ORDER, {"partner_id": customer, "order_line": [[0, 0, {"product_id": product}]]}
    )
    admin.call("ir.config_parameter", "set_param", SCOPE, "off")
    admin.call(ORDER, "action_confirm", [order])
    admin.call("ir.config_parameter", "set_param", SCOPE, "all")
    admin.call(ORDER, "action_preview_sale_order", [order])
    return order


def find_open_files(admin: Client, customer: int, person: int, order: int) -> set[int]:
    """The files that are for everybody, or hang on what is the customer's."""
    theirs = {("res.partner", customer), ("res.partner", person), (ORDER, order)}
    files = admin.search_read(
        FILE, [["id", "<=", IDS[-1]]], ["public", "res_model", "res_id"]
    )
    return {
        one["id"]
        for one in files
        if one["public"] or (one["res_model"], one["res_id"]) in theirs
    }


def refuses(step: Callable[[], Any]) -> bool:
    """Whether nothing is told: an error, or an empty answer."""
    try:
        return not step()
    except (RpcError, urllib.error.HTTPError):
        return True


@pytest.mark.parametrize("model", FIELDS)
def test_read(visitor, model):
    """security.md N1: lists and single records."""
    found = set()
    if not refuses(lambda: visitor.client.search(model, [])):
        found = set(visitor.client.search(model, [["id", "in", list(IDS)]]))
    assert found <= visitor.own[model]
    for id_ in visitor.list_foreign(model):
        assert refuses(
            lambda id_=id_: visitor.client.read(model, [id_], FIELDS[model])
        ), (model, id_)


@pytest.mark.parametrize("model", BUTTONS)
def test_buttons(visitor, model):
    """security.md N1: what buttons call gives no address and no key."""
    for id_ in visitor.list_foreign(model):
        for button in BUTTONS[model]:
            assert refuses(
                lambda id_=id_, button=button: visitor.client.call(model, button, [id_])
            ), (model, id_, button)


@pytest.mark.parametrize("model", PAGES)
def test_pages(visitor, model):
    """security.md N1: pages, prints and files by their address."""
    foreign = visitor.list_foreign(model)
    rows = visitor.admin.read(model, foreign, ["name"])
    names = {one["id"]: one["name"] for one in rows}
    # what the log says of a page, a client has been told once
    assert refuses(lambda: visitor.client.read(model, foreign[:1], FIELDS[model]))
    for id_ in foreign:
        for page in PAGES[model]:
            path = page.format(id=id_, token=visitor.token)
            assert not tells(visitor, path, names[id_], model), path


def tells(visitor: Visitor, path: str, name: str, model: str) -> bool:
    """Whether a page shows the document; a file is told by being sent at all."""
    try:
        content = visitor.client.get(path)
    except urllib.error.HTTPError:
        return False
    if path.startswith("/web/image/"):
        # a picture of nothing is sent instead
        return content != visitor.client.get("/web/image/0")
    return model == FILE or name.encode() in content


def test_own(visitor):
    """Otherwise the refusals above would prove nothing."""
    [order] = visitor.own[ORDER]
    assert visitor.client.search(ORDER, []) == [order]
    assert visitor.client.read(ORDER, [order], FIELDS[ORDER])
    [name] = {one["name"] for one in visitor.admin.read(ORDER, [order], ["name"])}
    for page in PAGES[ORDER][:2]:
        path = page.format(id=order, token=visitor.token)
        assert tells(visitor, path, name, ORDER), path
