#!/usr/bin/env python3
"""Make the customer list of a sales office, as it would lie there in Excel.

Writes customers.xlsx, customers.csv and expected.csv (which row of the sheet must
be taken and which refused, and why). The same seed gives the same files.
"""

import argparse
import csv
import re
import sys
import tempfile
from pathlib import Path

from office import HEADINGS, Office
from vocabulary import FaultKind
from workbook import Cell, workbook_parts, write_workbook

HERE = Path(__file__).resolve().parent
FIRST_ROW = 2  # the headings are row 1 of the sheet


def as_excel_stores(value: Cell) -> Cell:
    """Digits typed into a plain cell become a number, and lose leading zeros."""
    return int(value) if re.fullmatch(r"[0-9]{6}|1[0-9]{10}", str(value)) else value


def write_csv(path: Path, rows: list[list[str]], encoding: str = "utf-8") -> None:
    with path.open("w", encoding=encoding, newline="") as lines:
        csv.writer(lines).writerows(rows)


def verdict(position: int, faults: dict[int, FaultKind]) -> list[str]:
    fault = faults.get(position)
    outcome = ["refused", fault.name] if fault else ["ok", ""]
    return [str(position + FIRST_ROW), *outcome]


def write_all(folder: Path, seed: int) -> None:
    rows, faults = Office(seed).make_rows()
    table = [[as_excel_stores(row[heading]) for heading in HEADINGS] for row in rows]
    write_workbook(folder / "customers.xlsx", "客户", [HEADINGS, *table])
    text = [[str(cell) for cell in line] for line in table]
    # Excel marks its UTF-8 text with a byte order mark.
    write_csv(folder / "customers.csv", [HEADINGS, *text], "utf-8-sig")
    verdicts = [verdict(position, faults) for position in range(len(rows))]
    write_csv(folder / "expected.csv", [["row", "verdict", "fault"], *verdicts])


def differing_files(seed: int) -> list[str]:
    """Names of the files that this seed would write differently."""
    with tempfile.TemporaryDirectory() as folder:
        fresh = Path(folder)
        write_all(fresh, seed)
        names = [
            name
            for name in ("customers.csv", "expected.csv")
            if (fresh / name).read_bytes() != (HERE / name).read_bytes()
        ]
        book = "customers.xlsx"
        if workbook_parts(fresh / book) != workbook_parts(HERE / book):
            names.append(book)
        return names


def parse_arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seed", type=int, default=19, help="default: 19")
    parser.add_argument(
        "--check",
        action="store_true",
        help="write nothing; fail unless the files are what the seed gives",
    )
    return parser.parse_args()


def main() -> int:
    arguments = parse_arguments()
    if not arguments.check:
        write_all(HERE, arguments.seed)
        return 0
    differing = differing_files(arguments.seed)
    if differing:
        sys.stderr.write(f"Not as made by this seed: {', '.join(differing)}\n")
    return 1 if differing else 0


if __name__ == "__main__":
    sys.exit(main())
