"""What hangs on a colleague's customer, by its own routes: all of them are closed."""

from __future__ import annotations

import base64
import json
import urllib.error
import urllib.parse

import pytest

from tests.client import AccessError, Json2, RpcError
from tests.outside.doors import PARTNER, is_told
from tests.outside.names import make_name

NOT_FOUND, FORBIDDEN = 404, 403


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
