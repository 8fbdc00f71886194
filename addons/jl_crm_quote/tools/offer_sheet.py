"""An offer in Excel as rows: what stands in each, and what is wrong with it."""

from __future__ import annotations

import io
import warnings
from typing import TYPE_CHECKING, NamedTuple

import openpyxl

from .offer_archive import open_archive
from .offer_error import OfferError
from .offer_heading import (
    KEYS,
    PRICE,
    PRICE_INCLUDED,
    find_columns,
    find_missing,
    is_total,
)
from .offer_merges import scan_sheet
from .offer_number import read_number, read_text
from .offer_row import (
    ALL_NUMBERS,
    LABEL,
    NUMBERS,
    Cell,
    OfferRow,
    SkippedRow,
    read_row,
    skip_hidden,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

MOST_SHEETS = 50
MOST_ROWS = 10_000
# empty rows with a format are rows as well
LAST_ROW = 50_000
LAST_COLUMN = 60
HEADING_ROWS = 30
FEWEST_HEADINGS = 2
# what a cell that is merged over several rows says of all of them
SHARED = frozenset(KEYS) - {"quantity"}


class Offer(NamedTuple):
    """What a file offers."""

    sheet: str
    headings: dict[str, str]
    rows: list[OfferRow]
    skipped: list[SkippedRow]
    other_sheets: list[str]
    # what nobody sees who opens the file
    hidden_rows: int
    hidden_sheets: list[str]


class Table(NamedTuple):
    """Where on a sheet the rows begin, and which column holds what."""

    sheet: object
    heading: int
    columns: dict[str, int]
    titles: dict[str, str]
    # {row: columns}: they may stand differently below headings further down
    layouts: dict[int, dict[str, int]]

    def get_columns(self, number: int) -> dict[str, int]:
        return self.layouts.get(number, self.columns)


def read_offer(content: bytes) -> Offer:
    """Read the first sheet that has the headings of an offer.

    :raise OfferError: the file is no Excel file, too big, or has no such sheet
    """
    with open_archive(content) as archive, warnings.catch_warnings():
        # of what openpyxl does not know nothing is needed
        warnings.simplefilter("ignore")
        try:
            return _read(content, archive)
        except OfferError:
            raise
        except Exception as error:
            # a damaged file can break the reader at any place
            raise OfferError("damaged") from error


def _read(content, archive) -> Offer:
    book = _open(content, data_only=True)
    if len(book.worksheets) > MOST_SHEETS:
        raise OfferError("sheets", most=MOST_SHEETS)
    every = [_find_table(sheet) for sheet in book.worksheets]
    hidden = [one for one in every if one and _is_hidden(one) and _is_offer(one)]
    tables = [one for one in every if one and not _is_hidden(one)]
    fitting = [one for one in tables if _is_offer(one)]
    if not fitting:
        _complain(tables)
    table = fitting[0]
    extras = scan_sheet(archive, table.sheet._worksheet_path)
    cells = _collect(table)
    _spread(cells, table, extras.merges)
    if extras.has_formulas:
        _mark_formulas(content, table, cells)
    unseen = cells.keys() & extras.hidden
    read = _read_rows(cells, table, unseen)
    rows = [row for row in read if isinstance(row, OfferRow)]
    if not rows:
        raise OfferError("no_rows", sheet=table.sheet.title)
    return Offer(
        sheet=table.sheet.title,
        headings=table.titles,
        rows=rows,
        skipped=[row for row in read if isinstance(row, SkippedRow)],
        other_sheets=[one.sheet.title for one in fitting[1:]],
        hidden_rows=len(unseen),
        hidden_sheets=[one.sheet.title for one in hidden],
    )


def _read_rows(cells, table: Table, unseen) -> list[OfferRow | SkippedRow]:
    return [
        skip_hidden(number, row)
        if number in unseen
        else read_row(number, row, table.titles)
        for number, row in cells.items()
    ]


def _is_hidden(table: Table) -> bool:
    return table.sheet.sheet_state != "visible"


def _is_offer(table: Table) -> bool:
    return not find_missing(table.columns)


def _open(content: bytes, data_only: bool):
    return openpyxl.load_workbook(
        io.BytesIO(content), read_only=True, data_only=data_only, keep_links=False
    )


def _complain(tables) -> None:
    if not tables:
        raise OfferError("no_headings", rows=HEADING_ROWS)
    best = max(tables, key=lambda one: len(one.columns))
    raise OfferError(
        "columns",
        sheet=best.sheet.title,
        row=best.heading,
        columns=find_missing(best.columns),
    )


def _find_table(sheet) -> Table | None:
    """The row among the first ones that has the most headings."""
    if not hasattr(sheet, "reset_dimensions"):
        return None
    # what a file says of its own size is often wrong
    sheet.reset_dimensions()
    best = None
    rows = sheet.iter_rows(max_row=HEADING_ROWS, max_col=LAST_COLUMN, values_only=True)
    for number, values in enumerate(rows, start=1):
        columns = find_columns(values)
        is_better = len(columns) > (len(best.columns) if best else 0)
        if len(columns) >= FEWEST_HEADINGS and is_better:
            titles = {key: str(values[place]) for key, place in columns.items()}
            best = Table(sheet, number, columns, titles, {})
    return best


def _iter_cells(sheet, first: int) -> Iterator[tuple[int, tuple]]:
    rows = sheet.iter_rows(min_row=first, max_row=LAST_ROW + 1, max_col=LAST_COLUMN)
    return enumerate(rows, start=first)


def _collect(table: Table) -> dict[int, dict[str, Cell]]:
    """{number of the row: {column: cell}} of the rows below the headings."""
    collected = {}
    filled = 0
    columns = table.columns
    for number, cells in _iter_cells(table.sheet, table.heading + 1):
        below = _find_headings(cells, columns)
        columns = table.layouts[number] = below or columns
        for key, place in (below or {}).items():
            table.titles.setdefault(key, str(cells[place].value))
        row = {} if below else _read_cells(cells, columns)
        filled += bool(row)
        if filled > MOST_ROWS or (row and number > LAST_ROW):
            raise OfferError("rows", most=MOST_ROWS)
        if row:
            collected[number] = row
    return collected


def _read_cells(cells, columns: dict[str, int]) -> dict[str, Cell]:
    row = {
        key: Cell(cells[place].value, "%" in (cells[place].number_format or ""))
        for key, place in columns.items()
        if place < len(cells) and cells[place].value is not None
    }
    if label := _find_label(cells):
        row[LABEL] = Cell(label)
    if found := _find_numbers(cells, columns, label, row):
        row[ALL_NUMBERS] = Cell(found)
    return row


def _find_numbers(cells, columns: dict[str, int], label: str, row) -> tuple:
    """The numbers of a total; of a row without a price those beside the prices.

    Freight and the like often have an amount alone.
    """
    if is_total(label):
        looked = cells
    elif label and row.keys().isdisjoint(NUMBERS):
        prices = (columns[key] for key in (PRICE, PRICE_INCLUDED) if key in columns)
        first, known = max(prices, default=0) + 1, {*columns.values()}
        looked = [
            cell
            for place, cell in enumerate(cells[first:], first)
            if place not in known
        ]
    else:
        return ()
    found = (read_number(cell.value) for cell in looked)
    return tuple(one for one in found if one is not None)


def _find_headings(cells, columns: dict[str, int]) -> dict[str, int] | None:
    """The columns of a row that is one of headings again."""
    place = columns["quantity"]
    text = cells[place].value if place < len(cells) else None
    # most rows have a number there, and looking at every cell is slow
    if text is not None and not isinstance(text, str):
        return None
    found = find_columns([cell.value for cell in cells])
    return found if len(found) >= FEWEST_HEADINGS and not find_missing(found) else None


def _find_label(cells) -> str:
    """The first text of a row, in whatever column: it says when it is a total."""
    texts = (cell.value for cell in cells if isinstance(cell.value, str))
    return next((text for text in map(read_text, texts) if text), "")


def _spread(cells, table: Table, merges) -> None:
    """Give each row what stands once for several; a quantity is nobody's to share."""
    last_row = max(cells, default=0)
    for left, top, _right, bottom in merges:
        places = {place + 1: key for key, place in table.get_columns(top).items()}
        key = places.get(left)
        first = cells.get(top, {}).get(key)
        if not key or first is None or bottom == top:
            continue
        for number in range(top + 1, min(bottom, last_row) + 1):
            if number in cells:
                shared = first if key in SHARED else first._replace(is_merged=True)
                cells[number].setdefault(key, shared)
        if key not in SHARED:
            cells[top][key] = first._replace(is_merged=True)


def _mark_formulas(content: bytes, table: Table, cells) -> None:
    """Say of formulas that the file has no result of them.

    Excel keeps the results in the file, other programs may not.
    """
    sheet = _open(content, data_only=False)[table.sheet.title]
    sheet.reset_dimensions()
    for number, row in _iter_cells(sheet, table.heading + 1):
        for key, place in table.get_columns(number).items():
            is_formula = place < len(row) and row[place].data_type == "f"
            if is_formula and key not in cells.get(number, {}):
                cells.setdefault(number, {})[key] = Cell(None, is_formula=True)
