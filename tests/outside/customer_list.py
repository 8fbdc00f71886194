"""The customer list of tests/data, and Odoo's import used as the web client does."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.client import Client

FOLDER = Path(__file__).resolve().parent.parent / "data"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
HEADING_ROWS = 1
# what the import screen sends for a fresh file
OPTIONS: dict[str, Any] = {
    "has_headers": True,
    "advanced": True,
    "keep_matches": False,
    "encoding": "",
    "separator": "",
    "quoting": '"',
    "date_format": "",
    "datetime_format": "",
    "float_thousand_separator": ",",
    "float_decimal_separator": ".",
    "sheets": [],
    "sheet": "",
    "limit": 2000,
    "skip": 0,
    "fallback_values": {},
    "import_set_empty_fields": [],
    "import_skip_records": [],
    "name_create_enabled_fields": {},
}
# column of the sheet → field, as a user chooses them on that screen
MAPPING = {
    "客户名称": "name",
    "客户类型": "company_type",
    "电话": "phone",
    "传真": "fax",
    "邮箱": "email",
    "网址": "website",
    "国家": "country_id",
    "省份": "state_id",
    "城市": "city",
    "详细地址": "street",
    "邮编": "zip",
    "行业": "industry_id",
    "统一社会信用代码": "vat",
    "业务员": "user_id",
    "联系人": "child_ids/name",
    "职务": "child_ids/function",
    "手机": "child_ids/mobile",
    "备注": "comment",
}


@dataclass(frozen=True)
class Row:
    """A row of the sheet, `number` as Excel shows it."""

    number: int
    values: dict[str, str]
    fault: str

    def get(self, heading: str) -> str:
        return self.values[heading].strip()


def read_rows() -> list[Row]:
    with (FOLDER / "customers.csv").open(encoding="utf-8-sig", newline="") as lines:
        rows = list(csv.DictReader(lines))
    with (FOLDER / "expected.csv").open(encoding="utf-8", newline="") as lines:
        faults = {int(row["row"]): row["fault"] for row in csv.DictReader(lines)}
    first = HEADING_ROWS + 1
    return [Row(number, row, faults[number]) for number, row in enumerate(rows, first)]


def write_csv(rows: list[Row]) -> bytes:
    """The rows as Excel saves them for others."""
    text = io.StringIO()
    writer = csv.DictWriter(text, rows[0].values)
    writer.writeheader()
    writer.writerows(row.values for row in rows)
    return text.getvalue().encode("utf-8-sig")


@dataclass(frozen=True)
class Refusal:
    """Why a row of the sheet is not taken."""

    number: int
    reason: str
    field: str


class ImportScreen:
    """One file on the import screen of the customers."""

    def __init__(self, client: Client, content: bytes, *, name: str, mime: str) -> None:
        self.client = client
        self.wizard = client.upload("res.partner", name, content, mime)
        self.preview = client.preview(self.wizard, OPTIONS)
        assert "error" not in self.preview, self.preview["error"]
        self.headings: list[str] = self.preview["headers"]

    @classmethod
    def open_rows(cls, client: Client, rows: list[Row]) -> ImportScreen:
        return cls(client, write_csv(rows), name="客户.csv", mime="text/csv")

    def offers(self, field: str) -> bool:
        return field in {entry["name"] for entry in self.preview["fields"]}

    def test(self, batch: int = 0, **extra: str) -> list[Refusal]:
        """The button "Test"; `extra` maps further columns."""
        refusals: list[Refusal] = []
        for skip, answer in self._run(batch, MAPPING | extra, dryrun=True):
            first = skip + HEADING_ROWS + 1
            refusals += [
                Refusal(
                    first + message["rows"]["from"],
                    message["message"],
                    message.get("field", ""),
                )
                for message in answer["messages"]
            ]
        return refusals

    def load(self, batch: int, **extra: str) -> tuple[list[int], dict[int, str]]:
        """The button "Import": ids of the new customers, {place: why it was left out}.

        The place is that of the row in the file, from 0; `extra` maps further columns.
        """
        ids: list[int] = []
        left_out: dict[int, str] = {}
        for skip, answer in self._run(batch, MAPPING | extra):
            for message in answer["messages"]:
                assert message.get("duplicate"), message
                left_out[skip + message["rows"]["from"]] = message["message"]
            ids += answer["ids"]
        return ids, left_out

    def _run(
        self, batch: int, mapping: dict[str, str], *, dryrun: bool = False
    ) -> Iterator[tuple[int, dict[str, Any]]]:
        """Batch after batch: how many rows came before it, and the answer."""
        skip = 0
        while True:
            options = {"limit": batch or OPTIONS["limit"], "skip": skip}
            answer = self._execute(mapping, options, dryrun=dryrun)
            yield skip, answer
            skip = answer["nextrow"]
            if not skip:
                return

    def _execute(
        self, mapping: dict[str, str], options: dict[str, Any], *, dryrun: bool
    ) -> dict[str, Any]:
        fields = [mapping.get(heading, False) for heading in self.headings]
        columns = [heading.lower() for heading in self.headings]
        return self.client.call(
            "base_import.import",
            "execute_import",
            [self.wizard],
            fields,
            columns,
            self.preview["options"] | options,
            dryrun=dryrun,
            context={"tracking_disable": True},
        )


def take_up_industries(general: Client) -> None:
    """Have General Affairs take up Odoo's industries again: the list names them."""
    industries = general.search("res.partner.industry", [["active", "=", False]])
    general.call("res.partner.industry", "action_unarchive", industries)
