import io
import re

import xlsxwriter

LONGEST_TITLE = 31
WIDTH = 24
FORBIDDEN = re.compile(r"[\[\]:*?/\\']")


def write_workbook(sheets):
    """Return a workbook of texts.

    :param sheets: iterable of (title, header, rows)
    :rtype: bytes
    """
    stream = io.BytesIO()
    options = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
    }
    with xlsxwriter.Workbook(stream, options) as workbook:
        bold = workbook.add_format({"bold": True})
        titles = set()
        for title, header, rows in sheets:
            if not rows:
                continue
            sheet = workbook.add_worksheet(_make_title(title, titles))
            sheet.set_column(0, len(header), WIDTH)
            sheet.write_row(0, 0, header, bold)
            for number, row in enumerate(rows, start=1):
                sheet.write_row(number, 0, map(_write, row))
    return stream.getvalue()


def _make_title(title, taken):
    """Return a title that Excel takes, and that no other sheet has."""
    title = FORBIDDEN.sub(" ", title)[:LONGEST_TITLE]
    number = 2
    unique = title
    while unique.lower() in taken:
        tail = f" {number}"
        unique = title[: LONGEST_TITLE - len(tail)] + tail
        number += 1
    taken.add(unique.lower())
    return unique


def _write(value):
    if value is None or value is False:
        return ""
    return value if isinstance(value, (int, float)) else str(value)
