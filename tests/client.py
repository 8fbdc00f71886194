"""What the web client does, without a browser: log in, call methods, import a file."""

from __future__ import annotations

import itertools
import json
import re
import urllib.error
import urllib.request
import uuid
from http.cookiejar import CookieJar
from typing import Any, ClassVar

TIMEOUT = 300


class RpcError(Exception):
    """The server's answer when it refuses; `name` is the class that Odoo raised."""

    def __init__(self, name: str, message: str, debug: str = "") -> None:
        super().__init__(message)
        self.name = name
        self.message = message
        self.debug = debug


class UserError(RpcError):
    pass


class AccessError(UserError):
    pass


class ValidationError(UserError):
    pass


class MissingError(UserError):
    pass


class LockError(UserError):
    pass


class DuplicateError(UserError):
    pass


class StageError(UserError):
    pass


class AccessDenied(UserError):  # noqa: N818
    pass


ERRORS = {
    error.__name__: error
    for error in (
        UserError,
        AccessError,
        ValidationError,
        MissingError,
        LockError,
        DuplicateError,
        StageError,
        AccessDenied,
    )
}


class Connection:
    """A browser's cookies and the requests made with them."""

    # what any client was refused with: the server's log may speak of these
    refusals: ClassVar[list[str]] = []

    def __init__(self, url: str) -> None:
        self.url = url
        cookies = urllib.request.HTTPCookieProcessor(CookieJar())
        self._opener = urllib.request.build_opener(cookies)
        self._numbers = itertools.count(1)

    def get(self, path: str) -> bytes:
        return self._send(urllib.request.Request(self.url + path))

    def post(self, path: str, body: bytes, headers: dict[str, str]) -> bytes:
        request = urllib.request.Request(self.url + path, body, headers)
        return self._send(request)

    def call_json(self, path: str, params: dict[str, Any]) -> Any:
        envelope = {
            "jsonrpc": "2.0",
            "method": "call",
            "id": next(self._numbers),
            "params": params,
        }
        body = json.dumps(envelope).encode()
        answer = json.loads(self.post(path, body, {"Content-Type": "application/json"}))
        if "error" in answer:
            raise self._refuse(answer["error"].get("data") or answer["error"])
        return answer.get("result")

    def _send(self, request: urllib.request.Request) -> bytes:
        with self._opener.open(request, timeout=TIMEOUT) as response:
            return response.read()

    def _refuse(self, data: dict[str, Any]) -> RpcError:
        name, message = data.get("name", ""), data.get("message", "")
        self.refusals.append(message)
        error = ERRORS.get(name.rpartition(".")[2], RpcError)
        return error(name, message, data.get("debug", ""))


class Client(Connection):
    """A user who is logged in."""

    def __init__(self, url: str, database: str, login: str, password: str) -> None:
        super().__init__(url)
        self.database = database
        params = {"db": database, "login": login, "password": password}
        self.session = self.call_json("/web/session/authenticate", params)
        self.uid: int = self.session["uid"]
        self.context: dict[str, Any] = self.session["user_context"]

    def call(self, model: str, method: str, *args: Any, **kwargs: Any) -> Any:
        """Call a public method as the web client does; records are ids."""
        context = {**self.context, **kwargs.pop("context", {})}
        params = {
            "model": model,
            "method": method,
            "args": args,
            "kwargs": {**kwargs, "context": context},
        }
        return self.call_json(f"/web/dataset/call_kw/{model}/{method}", params)

    def create(self, model: str, values: dict[str, Any], **kwargs: Any) -> int:
        return self.call(model, "create", [values], **kwargs)[0]

    def write(self, model: str, ids: list[int], values: dict[str, Any]) -> bool:
        return self.call(model, "write", ids, values)

    def read(self, model: str, ids: list[int], fields: list[str]) -> list[dict]:
        return self.call(model, "read", ids, fields)

    def search(self, model: str, domain: list, **kwargs: Any) -> list[int]:
        return self.call(model, "search", domain, **kwargs)

    def search_read(
        self, model: str, domain: list, fields: list[str], **kwargs: Any
    ) -> list[dict]:
        return self.call(model, "search_read", domain, fields, **kwargs)

    def count(self, model: str, domain: list) -> int:
        return self.call(model, "search_count", domain)

    def ref(self, xml_id: str) -> int:
        """The database id behind an external id."""
        module, _dot, name = xml_id.partition(".")
        domain = [["module", "=", module], ["name", "=", name]]
        return self.search_read("ir.model.data", domain, ["res_id"])[0]["res_id"]

    def make_api_key(self, name: str, password: str) -> str:
        """A key for `Json2`, asked for as on the user's own preferences."""
        values = {"name": name, "duration": "1"}
        wizard = self.create("res.users.apikeys.description", values)
        check = self.call("res.users.apikeys.description", "make_key", [wizard])
        action = self.call(
            check["res_model"],
            "run_check",
            [check["res_id"]],
            context={"password": password},
        )
        return action["context"]["default_key"]

    def upload(self, model: str, name: str, content: bytes, mime: str) -> int:
        """Hand a file to Odoo's import; the id that `preview` and `load` want."""
        wizard = self.create("base_import.import", {"res_model": model})
        fields = {"csrf_token": self._read_csrf_token(), "id": str(wizard)}
        body, content_type = encode_form(fields, "ufile", name, content, mime)
        self.post("/base_import/set_file", body, {"Content-Type": content_type})
        return wizard

    def preview(self, wizard: int, options: dict[str, Any], count: int = 10) -> dict:
        return self.call(
            "base_import.import", "parse_preview", [wizard], options, count
        )

    def load(
        self,
        wizard: int,
        fields: list[str | bool],
        columns: list[str],
        options: dict[str, Any],
        *,
        dryrun: bool = False,
    ) -> dict[str, Any]:
        """Import; the answer holds `ids`, and `messages` that name row and reason."""
        arguments = ([wizard], fields, columns, options, dryrun)
        return self.call("base_import.import", "execute_import", *arguments)

    def _read_csrf_token(self) -> str:
        page = self.get("/odoo").decode()
        return re.search(r'csrf_token: "([^"]+)"', page)[1]


class Json2(Connection):
    """The documented API of Odoo 19, opened by an API key."""

    def __init__(self, url: str, database: str, key: str) -> None:
        super().__init__(url)
        self._headers = {
            "Authorization": f"bearer {key}",
            "X-Odoo-Database": database,
            "Content-Type": "application/json",
        }

    def call(self, model: str, method: str, /, **kwargs: Any) -> Any:
        body = json.dumps(kwargs).encode()
        try:
            answer = self.post(f"/json/2/{model}/{method}", body, self._headers)
        except urllib.error.HTTPError as error:
            raise self._refuse(json.loads(error.read())) from None
        return json.loads(answer)


def encode_form(
    fields: dict[str, str], file_field: str, name: str, content: bytes, mime: str
) -> tuple[bytes, str]:
    """A form with one file, as a browser sends it."""
    boundary = uuid.uuid4().hex
    start = f'--{boundary}\r\nContent-Disposition: form-data; name="'
    parts = [
        f'{start}{field}"\r\n\r\n{value}\r\n'.encode()
        for field, value in fields.items()
    ]
    head = f'{start}{file_field}"; filename="{name}"\r\nContent-Type: {mime}\r\n\r\n'
    parts += [head.encode(), content, f"\r\n--{boundary}--\r\n".encode()]
    return b"".join(parts), f"multipart/form-data; boundary={boundary}"
