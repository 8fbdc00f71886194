"""Each limit of a file by itself: at the limit it is read, above it is refused."""

from __future__ import annotations

import io
import zipfile

import openpyxl
import pytest
from offer_reader import offer_archive, offer_sheet
from offer_reader.offer_error import OfferError
from offer_reader.offer_sheet import read_offer

pytestmark = pytest.mark.no_odoo

HEADINGS = ["编码", "名称", "数量", "单价"]
RECORD = b"PK\x01\x02"
FLAGS, METHOD = 8, 10
TEXTS = "xl/sharedStrings.xml"


def write(rows=5):
    book = openpyxl.Workbook()
    book.active.append(HEADINGS)
    for number in range(rows):
        book.active.append([f"A{number}", f"n{number}", 1, 2])
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def rebuild(content, *, change=None, more=None):
    """Return the file with other or more parts."""
    change = change or {}
    stream = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as old,
        zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            new.writestr(name, change.get(name, lambda text: text)(old.read(name)))
        for name, text in (more or {}).items():
            new.writestr(name, text)
    return stream.getvalue()


def mark(content, place, value):
    """Return the file with a byte of each entry of its directory set otherwise."""
    marked = bytearray(content)
    start = marked.find(RECORD)
    while start >= 0:
        marked[start + place] = value
        start = marked.find(RECORD, start + 4)
    return bytes(marked)


def list_sizes(content):
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {part.filename: part.file_size for part in archive.infolist()}


def find_largest(sizes):
    """Return the size of the largest part that is neither a sheet nor the texts."""
    return max(
        size
        for name, size in sizes.items()
        if name != TEXTS and not name.startswith(offer_archive.SHEETS)
    )


def refuse(content):
    with pytest.raises(OfferError) as caught:
        read_offer(content)
    return caught.value.key


def check_limit(monkeypatch, content, name, most, key="bomb"):
    monkeypatch.setattr(offer_archive, name, most - 1)
    assert refuse(content) == key
    monkeypatch.setattr(offer_archive, name, most)
    assert read_offer(content).rows


def test_size_of_the_file(monkeypatch):
    content = write()
    check_limit(monkeypatch, content, "LARGEST_FILE", len(content), "too_big")


def test_number_of_parts(monkeypatch):
    content = write()
    check_limit(monkeypatch, content, "MOST_PARTS", len(list_sizes(content)))


def test_sum_of_the_parts(monkeypatch):
    content = write()
    check_limit(
        monkeypatch, content, "LARGEST_CONTENT", sum(list_sizes(content).values())
    )


def test_each_kind_of_part_has_its_own_limit(monkeypatch):
    texts = b"<sst></sst>" + b" " * 20_000
    content = rebuild(write(rows=200), more={TEXTS: texts})
    sizes = list_sizes(content)
    [sheet] = [s for n, s in sizes.items() if n.startswith(offer_archive.SHEETS)]
    largest = find_largest(sizes)
    assert sheet > largest
    assert len(texts) > largest
    check_limit(monkeypatch, content, "LARGEST_PART", largest)
    check_limit(monkeypatch, content, "LARGEST_SHEET", sheet)
    check_limit(monkeypatch, content, "LARGEST_TEXTS", len(texts))


def test_relations_are_limited_and_pictures_are_not():
    def grow(text):
        return text + b" " * offer_archive.LARGEST_PART

    content = write()
    picture = {"xl/media/image1.png": bytes(offer_archive.LARGEST_PART + 1)}
    assert refuse(rebuild(content, change={"_rels/.rels": grow})) == "bomb"
    assert read_offer(rebuild(content, more=picture)).rows


@pytest.mark.parametrize("mark_of_order", [b"\xff\xfe", b"\xfe\xff"])
def test_another_writing_hides_no_entities(mark_of_order):
    change = {"xl/workbook.xml": lambda text: mark_of_order + text}
    assert refuse(rebuild(write(), change=change)) == "bomb"


def test_a_file_that_was_streamed_is_not_encrypted():
    assert read_offer(mark(write(), FLAGS, 8)).rows


def test_a_part_that_can_not_be_unpacked():
    assert refuse(mark(write(), METHOD, 99)) == "damaged"
    assert refuse(b"PK\x03\x04 and nothing else") == "damaged"


def test_rows_far_below(monkeypatch):
    content = write(rows=4)
    monkeypatch.setattr(offer_sheet, "LAST_ROW", 4)
    assert refuse(content) == "rows"
    monkeypatch.setattr(offer_sheet, "LAST_ROW", 5)
    assert len(read_offer(content).rows) == 4


def test_a_format_far_below_is_no_row(monkeypatch):
    book = openpyxl.load_workbook(io.BytesIO(write(rows=3)))
    book.active.cell(5, 1).number_format = "@"
    stream = io.BytesIO()
    book.save(stream)
    monkeypatch.setattr(offer_sheet, "LAST_ROW", 4)
    assert len(read_offer(stream.getvalue()).rows) == 3
