"""What the preview of an offer takes inside Odoo.

Runs inside `odoo shell`. The peer, in the same run and on the same file: what Odoo's
own import takes to read it, which looks nothing up.
"""

from __future__ import annotations

import io
import json
import subprocess
import sys
from typing import Any

import openpyxl

from benchmarks.common.clock import clock_seconds, peak_memory
from benchmarks.common.report import Rows

HEADINGS = ["物料代码", "名称", "规格型号", "单位", "数量", "单价", "折扣率", "备注"]
PRODUCTS = 2_000
MEGABYTE = 1024**2


def measure(env: Any, rows: int) -> Rows:
    """{who: {rows, seconds, megabytes}}."""
    content = make_file(rows)
    order = make_order(env, content)
    wizard = env["crm.offer.import"].create(
        {"order_id": order.id, "attachment_id": order.offer_file_ids.id}
    )
    env.flush_all()
    env.invalidate_all()
    stock = clock_seconds(lambda: read_as_stock(env, content))
    before = peak_memory()
    preview = {"seconds": clock_seconds(wizard.action_preview)}
    preview["megabytes"] = (peak_memory() - before) / MEGABYTE
    preview["rows"] = wizard.fitting_count
    env.cr.rollback()
    reader = read_alone(content)
    return {"stock reading": {"seconds": stock}, "preview": preview, "reader": reader}


def make_file(rows: int) -> bytes:
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("报价")
    sheet.append(HEADINGS)
    for n in range(rows):
        code = f"BENCH-{n % PRODUCTS:05}" if n % 2 else None
        name = f"滑撑铰链{n % PRODUCTS:05}"
        sheet.append(
            [code, name, None, "套", 1 + n % 90, f"￥{n % 700 + 1:,.2f}", 5, "x"]
        )
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def make_order(env: Any, content: bytes) -> Any:
    env["product.product"].create(
        [
            {"name": f"滑撑铰链 {n:05}", "default_code": f"BENCH-{n:05}"}
            for n in range(PRODUCTS)
        ]
    )
    partner = env["res.partner"].create({"name": "Bench Glass", "is_company": True})
    order = env["sale.order"].create({"partner_id": partner.id})
    file = {"name": "bench.xlsx", "raw": content, "res_model": "sale.order"}
    order.offer_file_ids = env["ir.attachment"].create({**file, "res_id": order.id})
    return order


def read_as_stock(env: Any, content: bytes) -> None:
    imports = env["base_import.import"].create(
        {
            "res_model": "sale.order.line",
            "file": content,
            "file_type": "application/vnd.openxmlformats-officedocument"
            ".spreadsheetml.sheet",
        }
    )
    imports._read_file({"headers": True, "has_headers": True, "quoting": '"'})


def read_alone(content: bytes) -> dict[str, float]:
    command = [sys.executable, "-m", "benchmarks.offer_import.reader"]
    done = subprocess.run(command, capture_output=True, check=True, input=content)  # noqa: S603
    return json.loads(done.stdout)
