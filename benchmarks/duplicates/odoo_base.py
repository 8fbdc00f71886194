"""python -m benchmarks.duplicates.odoo_base DATABASE BASE: customers into Odoo."""

from __future__ import annotations

import csv
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.population import SEQUENCE
from workshop import process
from workshop.console import step
from workshop.paths import PROJECT

if TYPE_CHECKING:
    from collections.abc import Sequence

    from workshop.runtime import Runtime

# the generated customer number n is the partner FIRST + n
FIRST = 1_000_000
# Odoo has one number of a company; the second is often written beside it
# where accounting is installed, Odoo fills in what the table demands
DEFAULTS = """
    DO $$ BEGIN
        ALTER TABLE res_partner ALTER COLUMN autopost_bills SET DEFAULT 'ask';
    EXCEPTION WHEN undefined_column THEN
    END $$
"""
COMPANIES = """
    INSERT INTO res_partner (
        id, name, complete_name, commercial_company_name, is_company, active, type,
        commercial_partner_id, partner_share, employee, color, lang,
        phone, email, website, city, street, vat,
        create_uid, write_uid, create_date, write_date)
    SELECT {first} + id, name, name, name, TRUE, TRUE, 'contact', {first} + id, TRUE,
           FALSE, 0, 'en_US',
           nullif(concat_ws(' / ', nullif(phone, ''), nullif(mobile, ''),
                            nullif(fax, '')), ''),
           nullif(email, ''), nullif(website, ''), nullif(city, ''),
           nullif(street, ''), nullif(tax_id, ''),
           1, 1, now() AT TIME ZONE 'UTC', now() AT TIME ZONE 'UTC'
      FROM generated
"""
PEOPLE = """
    INSERT INTO res_partner (
        id, name, complete_name, commercial_company_name, is_company, active, type,
        parent_id, commercial_partner_id, partner_share, employee, color,
        lang, create_uid, write_uid, create_date, write_date)
    SELECT {first} + (SELECT max(id) FROM generated) + id, contact,
           name || ', ' || contact, name, FALSE, TRUE, 'contact', {first} + id,
           {first} + id, TRUE, FALSE, 0, 'en_US',
           1, 1, now() AT TIME ZONE 'UTC', now() AT TIME ZONE 'UTC'
      FROM generated
     WHERE contact <> ''
"""


def customers_database(
    runtime: Runtime, modules: Sequence[str], base: Path, name: str
) -> str:
    """A fresh database with these modules and the customers of a generated base."""
    runtime.clone(runtime.template(f"bench_{name}", modules), f"bench_{name}")
    with step("Copy the customers into Odoo's table"):
        command = [str(runtime.python), "-m", __name__, f"bench_{name}", str(base)]
        process.run(command, what="The copying", env=runtime.env(), cwd=PROJECT)
    return f"bench_{name}"


def main(database: str, base: Path) -> None:
    import psycopg2

    connection = psycopg2.connect(dbname=database)
    with connection, connection.cursor() as cursor:
        with (base / "customers.csv").open(encoding="utf-8", newline="") as file:
            columns = next(csv.reader(file))
            texts = ", ".join(f"{name} text" for name in columns[1:])
            cursor.execute(f"CREATE TEMP TABLE generated (id int, {texts})")
            cursor.copy_expert(
                "COPY generated FROM STDIN CSV FORCE NOT NULL "
                + ", ".join(columns[1:]),
                file,
            )
        cursor.execute(DEFAULTS)
        for statement in (COMPANIES, PEOPLE):
            cursor.execute(statement.format(first=FIRST))
        cursor.execute(SEQUENCE)
    connection.autocommit = True
    connection.cursor().execute("VACUUM ANALYZE res_partner")


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))
