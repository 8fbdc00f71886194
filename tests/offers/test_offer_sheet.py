"""Whole files: good ones, odd ones and hostile ones."""

from __future__ import annotations

import io
import zipfile
from datetime import date

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from offer_reader import offer_archive, offer_sheet
from offer_reader.offer_error import OfferError
from offer_reader.offer_sheet import read_offer
from offer_reader.offer_template import write_template

pytestmark = pytest.mark.no_odoo

HEADINGS = ["序号", "编码", "名称", "数量", "单价", "备注"]
VALUES = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-(10**12), 10**12),
    st.floats(allow_nan=False, allow_infinity=False),
    st.dates(date(1950, 1, 1), date(2100, 1, 1)),
    st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs")), max_size=20),
)


def write(rows, *, titles=("Sheet",), merges=()):
    book = openpyxl.Workbook()
    for place, title in enumerate(titles):
        sheet = book.create_sheet(title) if place else book.active
        sheet.title = title
        for row in rows:
            sheet.append(row)
        for one in merges:
            sheet.merge_cells(one)
    return save(book)


def save(book):
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def rewrite(content, change):
    """The same file with its parts changed."""
    stream = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as old,
        zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for part in old.infolist():
            new.writestr(part.filename, change(part.filename, old.read(part)))
    return stream.getvalue()


def refuse(content):
    with pytest.raises(OfferError) as caught:
        read_offer(content)
    return caught.value


@settings(max_examples=60, deadline=None)
@given(st.lists(st.lists(VALUES, min_size=6, max_size=6), max_size=8))
def test_whatever_stands_in_the_cells(rows):
    content = write([HEADINGS, *rows])

    try:
        offer = read_offer(content)
    except OfferError as error:
        assert error.key == "no_rows"
        return
    for row in offer.rows:
        assert row.problems or (row.values["quantity"] > 0 <= row.values["price"])
    numbers = [row.number for row in [*offer.rows, *offer.skipped]]
    assert len(set(numbers)) == len(numbers)


@settings(max_examples=100, deadline=None)
@given(
    st.binary(max_size=300), st.sampled_from([b"", b"PK\x03\x04", offer_archive.OLE])
)
def test_whatever_the_file_is(content, head):
    assert refuse(head + content).key


# written once: a file carries the time at which it was
WHOLE = write([HEADINGS, [1, "A", "n", 1, 1, None]])


@settings(max_examples=40, deadline=None)
@given(st.data())
def test_a_file_that_lost_some_bytes(data):
    content = bytearray(WHOLE)
    for _time in range(data.draw(st.integers(1, 20))):
        place = data.draw(st.integers(0, len(content) - 1))
        content[place] = data.draw(st.integers(0, 255))

    try:
        read_offer(bytes(content))
    except OfferError as error:
        assert error.key


def test_headings_below_a_title_and_on_another_sheet():
    book = openpyxl.Workbook()
    book.active.append(["报价说明"])
    for title in ("五金", "幕墙"):
        sheet = book.create_sheet(title)
        sheet.append(["报价单"])
        sheet.append([])
        sheet.append(HEADINGS)
        sheet.append([1, "A", None, 2, 3, None])
    hidden = book.create_sheet("旧")
    hidden.append(HEADINGS)
    hidden.sheet_state = "hidden"

    offer = read_offer(save(book))

    assert (offer.sheet, offer.other_sheets) == ("五金", ["幕墙"])
    assert offer.rows[0].number == 4


def test_headings_again_further_down():
    """K3Q-3: as on the next page, or over a second part with other columns."""
    rows = [
        HEADINGS,
        [1, "A", "门", 5, 2, None],
        HEADINGS,
        [2, "B", "窗", 6, 3, None],
        ["合计", None, None, 11, None, None],
        ["第二部分"],
        ["编码", "数量", "单价", "折扣", "名称"],
        ["C", 7, 4, "many", "栏杆"],
        ["D", "数量", 4, None, None],
    ]
    offer = read_offer(write(rows, merges=["E8:E9"]))

    found = [(row.number, row.values.get("quantity")) for row in offer.rows]
    assert found == [(2, 5), (4, 6), (8, 7), (9, None)]
    assert offer.rows[2].values["code"] == "C"
    assert [row.values["name"] for row in offer.rows[2:]] == ["栏杆"] * 2
    assert [one.column for one in offer.rows[2].problems] == ["折扣"]
    assert [row.number for row in offer.skipped] == [5, 6]


def test_merged_cells():
    rows = [
        HEADINGS,
        [1, "A", "门", 5, 2, "整体"],
        [2, "B", None, None, 3, None],
        [3, "C", None, 1, 4, None],
    ]
    offer = read_offer(write(rows, merges=["C2:C4", "D2:D3", "F2:F9"]))

    assert [row.values["name"] for row in offer.rows] == ["门"] * 3
    assert [row.values["note"] for row in offer.rows] == ["整体"] * 3
    assert [[one.key for one in row.problems] for row in offer.rows] == [
        ["merged"],
        ["merged"],
        [],
    ]


def test_formulas_without_a_result():
    rows = [HEADINGS, [1, "A", "n", "=1+1", 2, None], [2, "B", "n", 3, 4, None]]
    offer = read_offer(write([*rows, [None, None, None, "=SUM(D2:D3)", None, None]]))

    found = [(row.number, [one.key for one in row.problems]) for row in offer.rows]
    assert found == [(2, ["formula"]), (3, []), (4, ["formula", "missing", "missing"])]


def test_formulas_with_a_result():
    content = write([HEADINGS, [1, "A", "n", "=1+1", 2, None]])
    kept = rewrite(
        content,
        lambda _name, text: (
            text.replace(b"<v></v>", b"<v>7</v>")
            .replace(b"<v />", b"<v>7</v>")
            .replace(b"<v/>", b"<v>7</v>")
        ),
    )

    assert read_offer(kept).rows[0].values["quantity"] == 7


def test_errors_and_dates():
    rows = [[1, date(2026, 1, 2), "n", "#REF!", 2, "x" * 3000]]
    [row] = read_offer(write([HEADINGS, *rows])).rows

    assert {one.key for one in row.problems} == {"date", "error", "long"}


def test_a_total_with_a_code_is_offered():
    rows = [[1, "T1", "合计", 1, 1, None], ["总计", None, None, 2, 2, None]]
    offer = read_offer(write([HEADINGS, *rows]))

    assert [row.number for row in offer.rows] == [2]
    assert [row.key for row in offer.skipped] == ["total"]


def test_what_is_no_excel():
    assert refuse(b"").key == "empty"
    assert refuse(b"a;b").key == "no_excel"
    assert refuse(offer_archive.OLE + b"x").key == "old_excel"
    assert refuse(offer_archive.OLE + offer_archive.ENCRYPTED).key == "encrypted"
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
    assert refuse(stream.getvalue()).key == "no_excel"
    binary = rewrite(write([HEADINGS]), lambda _name, text: text)
    assert refuse(binary.replace(b"workbook.xml", b"workbook.bin")).key == "old_excel"


def test_a_part_that_is_encrypted():
    content = bytearray(write([HEADINGS]))
    place = content.find(b"PK\x01\x02")
    while place >= 0:
        content[place + 8] |= 1
        place = content.find(b"PK\x01\x02", place + 4)

    assert refuse(bytes(content)).key == "encrypted"


def test_what_would_unpack_without_end():
    def grow(name, text):
        return text + b" " * 5_000_000 if name == "xl/styles.xml" else text

    def declare(name, text):
        entity = b'<!DOCTYPE a [<!ENTITY b "c">]>'
        return entity + text if name == "xl/workbook.xml" else text

    content = write([HEADINGS, [1, "A", "n", 1, 1, None]])
    assert refuse(rewrite(content, grow)).key == "bomb"
    assert refuse(rewrite(content, declare)).key == "bomb"
    assert refuse(b"PK" + bytes(offer_archive.LARGEST_FILE)).key == "too_big"


def test_limits(monkeypatch):
    monkeypatch.setattr(offer_sheet, "MOST_ROWS", 3)
    rows = [[n, "A", "n", 1, 1, None] for n in range(4)]
    assert refuse(write([HEADINGS, *rows])).details == {"most": 3}
    assert len(read_offer(write([HEADINGS, *rows[1:]])).rows) == 3

    monkeypatch.setattr(offer_sheet, "MOST_SHEETS", 1)
    assert refuse(write([HEADINGS], titles=("a", "b"))).key == "sheets"


def test_wrong_headings():
    assert refuse(write([["甲", "乙"]])).key == "no_headings"
    error = refuse(write([["说明"], ["编码", "名称"]]))
    assert error.details == {
        "sheet": "Sheet",
        "row": 2,
        "columns": ["quantity", "price"],
    }
    assert refuse(write([HEADINGS])).key == "no_rows"


def test_the_size_that_a_file_says_it_has():
    def lie(name, text):
        return (
            text.replace(b'ref="A1:F2"', b'ref="A1:A1"') if "sheet1" in name else text
        )

    content = write([HEADINGS, [1, "A", "n", 1, 1, None]])

    assert read_offer(rewrite(content, lie)).rows[0].values["price"] == 1


def test_a_template_is_an_offer():
    columns = [
        ("text", "编码", "A"),
        ("number", "数量", 2),
        ("number", "单价", 3.5),
        ("percent", "税率", 0.13),
        ("text", "备注", "a long example of a note"),
    ]
    [row] = read_offer(write_template("报价", columns)).rows

    assert not row.problems
    assert (row.values["quantity"], row.values["tax"]) == (2, 13)
