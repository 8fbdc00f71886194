"""Rows and sheets that nobody sees who opens the file."""

from __future__ import annotations

import io
import re
import zipfile

import openpyxl
import pytest
from offer_reader.offer_error import OfferError
from offer_reader.offer_sheet import read_offer

pytestmark = pytest.mark.no_odoo

HEADINGS = ["序号", "编码", "名称", "数量", "单价", "备注"]


def write(rows, *, titles=("Sheet",)):
    book = openpyxl.Workbook()
    for place, title in enumerate(titles):
        sheet = book.create_sheet(title) if place else book.active
        sheet.title = title
        for row in rows:
            sheet.append(row)
    return save(book)


def save(book):
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def hide(rows, hidden, *, number=True):
    """A sheet of which rows are hidden, as programs that number no rows write it."""
    book = openpyxl.load_workbook(io.BytesIO(write(rows)))
    for row in hidden:
        book.active.row_dimensions[row].hidden = True
    content = save(book)
    if number:
        return content
    source, target = zipfile.ZipFile(io.BytesIO(content)), io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for name in source.namelist():
            text = source.read(name)
            if name.startswith("xl/worksheets/"):
                text = re.sub(rb'<row r="\d+"', b"<row", text)
            archive.writestr(name, text)
    return target.getvalue()


@pytest.mark.parametrize("number", [True, False])
def test_hidden_rows(number):
    rows = [HEADINGS, *([n, "A1", "锁", n, 10, None] for n in range(1, 5))]
    offer = read_offer(hide(rows, [3, 4], number=number))

    assert [row.values["quantity"] for row in offer.rows] == [1, 4]
    assert offer.hidden_rows == 2
    assert [row.key for row in offer.skipped] == ["hidden", "hidden"]


def test_hidden_sheets():
    book = openpyxl.load_workbook(
        io.BytesIO(
            write([HEADINGS, [1, "A1", "锁", 1, 10, None]], titles=("报价", "底价"))
        )
    )
    book["底价"].sheet_state = "veryHidden"
    offer = read_offer(save(book))

    assert offer.other_sheets == []
    assert offer.hidden_sheets == ["底价"]


def test_all_rows_are_hidden():
    with pytest.raises(OfferError, match="no_rows"):
        read_offer(hide([HEADINGS, [1, "A1", "锁", 1, 10, None]], [2]))
