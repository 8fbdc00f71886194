"""One row of an offer: its values, or what is wrong with them."""

from __future__ import annotations

from typing import NamedTuple

from .offer_error import Problem
from .offer_heading import (
    CODE,
    DISCOUNT,
    NAME,
    NOTE,
    PRICE,
    PRICE_INCLUDED,
    QUANTITY,
    SPECIFICATION,
    TAX,
    UNIT,
    is_total,
)
from .offer_number import (
    LONGEST_TEXT,
    is_date,
    read_discount,
    read_number,
    read_tax,
    read_text,
)

TEXTS = (CODE, NAME, SPECIFICATION, UNIT, NOTE)
# the first text of the row, whatever column it is in
LABEL = "label"
ALL_NUMBERS = "all_numbers"
NUMBERS = (QUANTITY, PRICE, PRICE_INCLUDED)
ERRORS = ("#REF!", "#N/A", "#VALUE!", "#NAME?", "#DIV/0!", "#NUM!", "#NULL!")
LARGEST = 1e12
MOST_PERCENT = 100


class Cell(NamedTuple):
    """A value as the file has it."""

    value: object
    is_percent: bool = False
    is_formula: bool = False  # whose result the file does not have
    is_merged: bool = False  # a number that stands once for several rows


class OfferRow(NamedTuple):
    """A row that offers something; ``values`` by column, numbers as floats."""

    number: int
    values: dict[str, object]
    problems: list[Problem]


class SkippedRow(NamedTuple):
    """A row that offers nothing: a total, a heading between, a remark."""

    number: int
    key: str
    text: str
    # what stands in a row that is a total, or beside the prices of one without a price
    numbers: tuple[float, ...] = ()


def read_row(number: int, cells: dict[str, Cell], titles: dict[str, str]):
    """What a row says, as OfferRow or SkippedRow."""
    label = cells.pop(LABEL, Cell("")).value
    numbers = cells.pop(ALL_NUMBERS, Cell(())).value
    # one with a code is offered, whatever it is called
    if is_total(label) and (CODE not in cells or cells[CODE].value == label):
        return SkippedRow(number, "total", label, numbers)
    if not any(key in cells for key in NUMBERS):
        return SkippedRow(number, "text", label, numbers)
    problems: list[Problem] = []
    values: dict[str, object] = {}
    for key, cell in cells.items():
        value, wrong = _read_cell(key, cell)
        values[key] = value
        if wrong:
            problems.append(Problem(wrong, titles[key], read_text(cell.value)[:80]))
    problems += _find_missing(cells, titles)
    return OfferRow(number, values, problems)


def skip_hidden(number: int, cells: dict[str, Cell]) -> SkippedRow:
    """A row that is hidden in the file: whoever opens it sees no such offer."""
    return SkippedRow(number, "hidden", cells.get(LABEL, Cell("")).value)


def _find_missing(cells: dict[str, Cell], titles: dict[str, str]) -> list[Problem]:
    missing = []
    if CODE not in cells and NAME not in cells:
        title = titles.get(CODE) or titles.get(NAME, "")
        missing.append(Problem("missing", title))
    if QUANTITY not in cells:
        missing.append(Problem("missing", titles[QUANTITY]))
    if PRICE not in cells and PRICE_INCLUDED not in cells:
        title = titles.get(PRICE) or titles.get(PRICE_INCLUDED, "")
        missing.append(Problem("missing", title))
    return missing


def _read_cell(key: str, cell: Cell) -> tuple[object, str]:
    """The value, and what is wrong with it."""
    if cell.is_formula:
        return None, "formula"
    if isinstance(cell.value, str) and cell.value.strip() in ERRORS:
        return None, "error"
    if cell.is_merged:
        return None, "merged"
    return _read_text(cell) if key in TEXTS else _read_amount(key, cell)


def _read_text(cell: Cell) -> tuple[object, str]:
    if is_date(cell.value):
        return None, "date"
    text = read_text(cell.value)
    return text[:LONGEST_TEXT], "long" if len(text) > LONGEST_TEXT else ""


def _read_amount(key: str, cell: Cell) -> tuple[object, str]:
    if key == TAX:
        value = read_tax(cell.value, cell.is_percent)
    elif key == DISCOUNT:
        value = read_discount(cell.value, cell.is_percent)
    else:
        value = read_number(cell.value)
    if value is None:
        return None, "discount" if key == DISCOUNT else "number"
    if key == QUANTITY and value <= 0:
        return value, "positive"
    most = MOST_PERCENT if key in (TAX, DISCOUNT) else LARGEST
    return value, "" if 0 <= value <= most else "range"
