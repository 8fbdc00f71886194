"""An approved or signed paper is void, or it is what was approved."""

from __future__ import annotations

import re
import urllib.error
from typing import TYPE_CHECKING

from tests.outside.adversary.finding import Finding
from tests.outside.adversary.people import OWN, ROLES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.outside.adversary.ledger import Change
    from tests.outside.adversary.player import Outcome
    from tests.outside.adversary.world import Record, World

REPORTS = {
    "sale.order": "sale.report_saleorder",
    "crm.contract": "jl_crm_quote.report_contract",
}
# names of papers that somebody has approved; "refused" is held
SEALED = ("approved", "confirmed", "contract", "applied", "refused")
LINES = {
    "sale.order.line": ("sale.order", "order_id"),
    "crm.contract.line": ("crm.contract", "contract_id"),
    "crm.contract.payment": ("crm.contract", "contract_id"),
    "crm.contract.change.line": ("crm.contract.change", "change_id"),
    "crm.contract.change.payment": ("crm.contract.change", "change_id"),
}
# files that are the evidence itself
EVIDENCE = ("contract_scan",)
# what a page says anew each time, and the number of the version of the same content
CHANGING = re.compile(
    r"csrf_token: \"[^\"]+\"|\?unique=\w+|access_token=[\w-]+"
    r"|<div[^>]*informations_version.*?</div>\s*</div>",
    re.DOTALL,
)
# what says that a paper is a quotation, or that it is an order
HEADING = re.compile(
    r"<span>(Quotation|Order) # </span>|<strong>(Quotation|Order) Date</strong>"
    r"|<div class=\"col\" name=\"expiration_date\">.*?</div>\s*</div>",
    re.DOTALL,
)
# what follows the offer: invoices of a down payment, as they are now
INVOICED = re.compile(
    r"<tr name=\"tr_section\"[^>]*>\s*<td[^>]*>\s*<span>Down Payments</span>"
    r".*?(?=</tbody>)",
    re.DOTALL,
)
CONTENT_OF_FILE = frozenset(
    {"checksum", "store_fname", "db_datas", "name", "file_size", "res_id", "res_model"}
)


def drop_heading(page: str) -> str:
    """Return a print without the lines that say whether it is an order."""
    return "\n".join(filter(None, HEADING.sub("", page).splitlines()))


class Papers:
    """The prints of the sealed papers, as they were in the beginning."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.sealed: dict[Record, str] = {}
        for name, record in world.records.items():
            if name.partition(".")[2] in SEALED:
                self.sealed[record] = name
        self.prints = {record: self.print(record) for record in self.sealed}

    def print(self, record: Record) -> str | None:
        """What the reader of the paper sees; None where it may not go out."""
        model, row = record
        if model not in REPORTS:
            return None
        # reviewers print what they are to approve
        client = self.world.client(self._find_owner(record))
        try:
            page = client.get(f"/report/html/{REPORTS[model]}/{row}").decode()
        except urllib.error.HTTPError:
            return None
        page = INVOICED.sub("", CHANGING.sub("", page))
        lines = (line.strip() for line in page.splitlines())
        return "\n".join(filter(None, lines))

    def _find_owner(self, record: Record) -> str:
        island = self.world.island(
            self.world.registry.models[record[0]].table, record[1]
        )
        return "east" if ROLES["colleague"].stance(island) == OWN else "sales"

    def judge(self, outcome: Outcome) -> Iterator[Finding]:
        touched = {record for one in outcome.changes for record in self._find(one)}
        for record in sorted(touched & self.sealed.keys()):
            yield from self._judge_paper(outcome, record)
        for change in outcome.changes:
            yield from self._judge_file(change)
        yield from self._judge_mail(outcome)

    def _find(self, change: Change) -> Iterator[Record]:
        """The papers that a row belongs to, before and after."""
        model = self.world.registry.by_table.get(change.table)
        if not model:
            return
        if model.name in REPORTS or model.name == "crm.contract.change":
            yield model.name, change.id
        if model.name in LINES:
            parent, column = LINES[model.name]
            for row in (change.old, change.new):
                if row and row.get(column):
                    yield parent, row[column]

    def _judge_paper(self, outcome: Outcome, record: Record) -> Iterator[Finding]:
        model = record[0]
        if self._is_decided(outcome, record):
            return
        if model == "crm.contract.change":
            yield from self._judge_applied(outcome, record)
            return
        # what could not be printed is under review now, and has a watermark
        before, now = self.prints[record], self.print(record)
        if None in (before, now):
            return
        if self._is_headed_anew(outcome, record):
            before, now = drop_heading(before), drop_heading(now)
        if now != before:
            what = self._say_what(outcome, record)
            yield Finding("prints what nobody has approved", what)

    def _is_headed_anew(self, outcome: Outcome, record: Record) -> bool:
        """Whether it became an order, or was cancelled, and is headed as one."""
        return any(
            record in set(self._find(change))
            and change.table == "sale_order"
            and "state" in change.columns
            for change in outcome.changes
        )

    def _judge_applied(self, outcome: Outcome, record: Record) -> Iterator[Finding]:
        columns = self._find_columns(outcome, record)
        if columns:
            what = self._say_what(outcome, record)
            yield Finding("changed what is in force", what, "", ", ".join(columns))

    def _say_what(self, outcome: Outcome, record: Record) -> str:
        """The first of the fields that the client has set, or what it has called."""
        columns = self._find_columns(outcome, record)
        names = {
            f"{model}.{name}"
            for model, name, _value in outcome.sent
            if f"{model.replace('.', '_')}.{name}" in columns
        }
        # what else was changed says more
        names = names - {"sale.order.state"} or names
        step = outcome.attempt.steps[-1]
        return min(names, default=f"{step.model}.{step.method}")

    def _find_columns(self, outcome: Outcome, record: Record) -> set[str]:
        return {
            f"{change.table}.{column}"
            for change in outcome.changes
            if record in set(self._find(change))
            for column in (change.columns if change.op == "update" else (change.op,))
            if column not in ("write_date", "write_uid", "access_token")
            and not column.startswith(("review_", "message_"))
        }

    def _is_decided(self, outcome: Outcome, record: Record) -> bool:
        """Whether somebody has decided on it in the attempt itself."""
        return any(
            change.table == "crm_review_decision"
            and change.op == "insert"
            and (change.row.get("res_model"), change.row.get("res_id")) == record
            and change.row.get("decision") == "approved"
            for change in outcome.changes
        )

    def _judge_file(self, change: Change) -> Iterator[Finding]:
        if change.table != "ir_attachment":
            return
        files = {
            self.world.records[name][1]
            for name in self.world.records
            if name.partition(".")[2] in EVIDENCE
        }
        is_changed = change.op == "delete" or bool(change.columns & CONTENT_OF_FILE)
        if change.id in files and change.op != "insert" and is_changed:
            yield Finding("signed file", change.op)
        is_open = change.op != "delete" and (change.new or {}).get("public")
        if is_open and change.row.get("checksum") in self._offers:
            yield Finding("a paper's file is public", change.op)

    @property
    def _offers(self) -> set[str]:
        ids = [
            str(row)
            for model, row in self.world.records.values()
            if model == "ir.attachment"
        ]
        return set(
            self.world.ledger.ask(
                f"SELECT checksum FROM ir_attachment WHERE id IN ({','.join(ids)})"
            )
        )

    def _judge_mail(self, outcome: Outcome) -> Iterator[Finding]:
        """No file goes to somebody outside with a paper that nobody has approved."""
        messages = {
            change.id: change.row
            for change in outcome.changes
            if change.table == "mail_message" and change.op == "insert"
        }
        with_file = {
            change.row.get("message_id")
            for change in outcome.changes
            if change.table == "message_attachment_rel" and change.op == "insert"
        }
        for change in outcome.changes:
            if change.table != "mail_notification" or change.op != "insert":
                continue
            row = messages.get(change.row.get("mail_message_id"))
            partner = change.row.get("res_partner_id") or 0
            if not row or not self.world.island("res_partner", partner):
                continue
            if change.row["mail_message_id"] in with_file and self._is_held(row):
                yield Finding("sent before it is approved", f"{row['model']} file")

    def _is_held(self, message: dict) -> bool:
        record = (message.get("model"), message.get("res_id"))
        names = {
            name.partition(".")[2]
            for name, one in self.world.records.items()
            if one == record
        }
        return bool(names & {"draft", "submitted", "refused", "application"})
