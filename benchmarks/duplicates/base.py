"""A base of customers in the tables of the engine, and what is known of it."""

from __future__ import annotations

import csv
import io
import multiprocessing
from typing import TYPE_CHECKING

from duplicate_engine.copying import (
    COPY_KEYS,
    COPY_NAMES,
    copy_rows,
)
from duplicate_engine.keys import Customer
from duplicate_engine.scoring import CREATE_CHECK
from duplicate_engine.statements import (
    CREATE_TABLES,
    INDEX_TABLES,
    UNINDEX_TABLES,
)

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

BATCH = 10_000
Row = dict[str, str]


def read_customers(base: Path) -> Iterator[Row]:
    with (base / "customers.csv").open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def make_customer(row: Row) -> Customer:
    return Customer(
        name=row["name"],
        phones=(row["phone"], row["mobile"], row["fax"]),
        mails=(row["email"],),
        website=row["website"],
        city=row["city"],
        street=row["street"],
        contacts=(row["contact"],),
        tax_id=row["tax_id"],
    )


def fill(cursor, base: Path) -> None:
    """Key every customer, on all processors, and copy the rows."""
    cursor.execute(CREATE_TABLES + UNINDEX_TABLES)
    with multiprocessing.Pool() as pool:
        for names, keys in pool.imap(_key_batch, _batches(base)):
            cursor.copy_expert(COPY_NAMES, io.StringIO(names))
            cursor.copy_expert(COPY_KEYS, io.StringIO(keys))
    cursor.execute(INDEX_TABLES + CREATE_CHECK)


def fill_truth(cursor, base: Path) -> None:
    """Which customers are one entity, and how each pair came about."""
    cursor.execute("""
        CREATE TABLE entity (id int PRIMARY KEY, entity int, kind text);
        CREATE TABLE truth (a int, b int, label text, kind text)
    """)
    for table, name in (("entity", "entities"), ("truth", "pairs")):
        with (base / f"{name}.csv").open(encoding="utf-8") as file:
            cursor.copy_expert(f"COPY {table} FROM STDIN CSV HEADER", file)


def _batches(base: Path) -> Iterator[list[Row]]:
    batch = []
    for row in read_customers(base):
        batch.append(row)
        if len(batch) == BATCH:
            yield batch
            batch = []
    yield batch


def _key_batch(rows: list[Row]) -> tuple[str, str]:
    return copy_rows((int(row["id"]), make_customer(row)) for row in rows)
