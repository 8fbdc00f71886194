"""A salesperson tries to reach a colleague's customer by every door: all are closed."""

from __future__ import annotations

import base64
import itertools
import json
import urllib.error
import urllib.parse
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pytest

from tests.client import AccessError, Client, Json2, RpcError
from tests.outside.names import make_name

if TYPE_CHECKING:
    from collections.abc import Callable

PARTNER = "res.partner"
SECRET = "0755-8899"
NOT_FOUND, FORBIDDEN = 404, 403
_numbers = itertools.count(1)


@dataclass
class Doors:
    """A customer of one salesperson, and another one who stands outside."""

    holder: Client
    stranger: Client
    admin: Client
    customer: int
    contact: int
    name: str
    phone: str


@pytest.fixture(scope="module")
def doors(user) -> Doors:
    holder, stranger, admin = user("sales"), user("east"), user("admin")
    # so that it is the rules that keep the export empty
    export = [[4, admin.ref("base.group_allow_export"), 0]]
    admin.write("res.users", [stranger.uid], {"group_ids": export})
    number = next(_numbers)
    name, phone = make_name(), f"{SECRET}{number:04}"
    values = {"name": name, "is_company": True, "phone": phone}
    customer = holder.create(PARTNER, {**values, "email": "secret@example.com"})
    contact = holder.create(
        PARTNER, {"name": "钱秘", "parent_id": customer, "mobile": phone}
    )
    return Doors(holder, stranger, admin, customer, contact, name, phone)


def is_told(doors: Doors, answer: Any) -> bool:
    """Whether an answer of the server holds anything of the customer's."""
    text = answer if isinstance(answer, str) else json.dumps(answer, ensure_ascii=False)
    return doors.phone in text or "secret@example.com" in text


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

    answer = doors.stranger.call(
        PARTNER, "formatted_read_group", domain, [groupby], aggregates
    )

    assert answer == []


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


def test_chatter(doors):
    """CAR-7: what was written about it, by search and by the chatter's own route."""
    said = f"密谈 {doors.phone}"
    doors.holder.call(PARTNER, "message_post", [doors.customer], body=said)
    domain = [["model", "=", PARTNER], ["res_id", "=", doors.customer]]

    assert not doors.stranger.search("mail.message", domain)
    with pytest.raises(RpcError):
        doors.stranger.call(PARTNER, "message_post", [doors.customer], body="你好")
    route = {"thread_model": PARTNER, "thread_id": doors.customer}
    try:
        answer = doors.stranger.call_json("/mail/thread/messages", route)
    except RpcError:
        return
    assert not is_told(doors, answer)


def test_attachments(doors):
    """CAR-7: files on it, by search and by their address."""
    content = base64.b64encode(doors.phone.encode()).decode()
    values = {"name": "secret.txt", "datas": content}
    place = {"res_model": PARTNER, "res_id": doors.customer}
    file = doors.holder.create("ir.attachment", {**values, **place})

    assert not doors.stranger.search("ir.attachment", [["id", "=", file]])
    with pytest.raises(AccessError):
        doors.stranger.read("ir.attachment", [file], ["datas"])
    with pytest.raises(urllib.error.HTTPError) as refused:
        doors.stranger.get(f"/web/content/{file}?download=1")
    assert refused.value.code in (NOT_FOUND, FORBIDDEN)
    assert doors.phone.encode() in doors.holder.get(f"/web/content/{file}?download=1")


def test_activities(doors):
    """CAR-7: what is planned with it."""
    values = {
        "res_model": PARTNER,
        "res_id": doors.customer,
        "user_id": doors.holder.uid,
    }
    model = doors.admin.search("ir.model", [["model", "=", PARTNER]])[0]
    activity = doors.holder.create(
        "mail.activity", {"res_model_id": model, "summary": doors.phone, **values}
    )

    assert not doors.stranger.search("mail.activity", [["id", "=", activity]])
    with pytest.raises(AccessError):
        doors.stranger.read("mail.activity", [activity], ["summary"])


def test_mail(doors):
    """CAR-7: a mail's template fills in nothing of it."""
    values = {
        "model": PARTNER,
        "res_ids": str([doors.customer]),
        "composition_mode": "comment",
        "subject": "x",
        "body": "x",
    }

    with pytest.raises(RpcError):
        composer = doors.stranger.create("mail.compose.message", values)
        doors.stranger.call("mail.compose.message", "action_send_mail", [composer])


def test_export_of_the_list(doors):
    """CAR-7: the file that a list is exported to."""
    wanted = {
        "model": PARTNER,
        "fields": [{"name": "phone", "label": "Phone"}],
        "ids": False,
        "domain": [["customer_status", "!=", False]],
        "groupby": [],
        "context": {},
        "import_compat": False,
    }
    token = doors.stranger._read_csrf_token()
    fields = {"data": json.dumps(wanted), "csrf_token": token}
    body = urllib.parse.urlencode(fields).encode()
    headers = {"Content-Type": "application/x-www-form-urlencoded"}

    answer = doors.stranger.post("/web/export/csv", body, headers)

    assert answer.startswith(b'"Phone"')
    assert doors.phone.encode() not in answer


@pytest.mark.expects_log(r"odoo\.http", r"绝密|top-secret")
def test_report(doors):
    """CAR-7: a quotation on paper of somebody else's customer."""
    order = doors.holder.create("sale.order", {"partner_id": doors.customer})

    with pytest.raises(urllib.error.HTTPError):
        doors.stranger.get(f"/report/html/sale.report_saleorder/{order}")


@pytest.mark.expects_log(r"odoo\.http", r"set_file.* called ignoring args")
def test_import_of_an_update(doors):
    """CAR-7: a file that names the record's id changes nothing."""
    content = f"id,name,phone\n{doors.customer},{make_name()},1\n".encode()
    options = {"headers": True, "has_headers": True, "quoting": '"', "separator": ","}
    wizard = doors.stranger.upload(PARTNER, "update.csv", content, "text/csv")
    doors.stranger.preview(wizard, options)

    try:
        columns = ["id", "name", "phone"]
        fields = [".id", *columns[1:]]
        result = doors.stranger.load(wizard, fields, columns, options)
        assert result["messages"]
    except RpcError:
        pass

    [kept] = doors.admin.read(PARTNER, [doors.customer], ["phone"])
    assert kept["phone"] == doors.phone


def test_json2(doors):
    """CAR-7: the documented API with a key of one's own."""
    key = doors.stranger.make_api_key("doors", "east")
    api = Json2(doors.stranger.url, doors.stranger.database, key)

    found = api.call(PARTNER, "search_read", domain=[["id", "=", doors.customer]])

    assert found == []


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
