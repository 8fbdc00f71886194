"""The empty file that people fill in."""

from __future__ import annotations

import io

import openpyxl
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
WIDTH = 14
WIDE = 28
SHADE = "E7E9ED"
# rows that are formatted, so that Excel takes a code for a text
ROWS = 300
TEXT, NUMBER, PERCENT = "text", "number", "percent"
FORMATS = {TEXT: "@", NUMBER: "#,##0.00", PERCENT: "0.##%"}


def write_template(title: str, columns: list[tuple[str, str, object]]) -> bytes:
    """A workbook with headings and one row as an example.

    :param columns: (kind, heading, example); kind is text, number or percent
    """
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = title
    sheet.freeze_panes = "A2"
    for place, (kind, heading, example) in enumerate(columns, start=1):
        _write_heading(sheet.cell(1, place, heading))
        sheet.cell(2, place, example)
        for row in range(2, ROWS):
            sheet.cell(row, place).number_format = FORMATS[kind]
        width = WIDE if len(str(example)) > WIDTH else WIDTH
        sheet.column_dimensions[get_column_letter(place)].width = width
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def _write_heading(cell) -> None:
    cell.font = Font(bold=True)
    cell.fill = PatternFill("solid", fgColor=SHADE)
    cell.alignment = Alignment(horizontal="center")
