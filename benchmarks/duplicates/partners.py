"""Generated customers into Odoo's table of partners, inside `odoo shell`."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING, Any

from benchmarks.common.filling import vacuum
from benchmarks.common.population import SEQUENCE

if TYPE_CHECKING:
    from pathlib import Path

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


def copy_customers(env: Any, base: Path) -> None:
    """The companies and who is met there, as a base long in use has them."""
    copy_companies(env, base)
    env.cr.execute(PEOPLE.format(first=FIRST))
    env.cr.execute(SEQUENCE)
    vacuum(env, "res_partner")


def copy_companies(env: Any, base: Path) -> None:
    cursor = env.cr
    with (base / "customers.csv").open(encoding="utf-8", newline="") as file:
        columns = next(csv.reader(file))
        texts = ", ".join(f"{name} text" for name in columns[1:])
        cursor.execute(f"CREATE TEMP TABLE generated (id int, {texts})")
        given = ", ".join(columns[1:])
        # an empty cell is a text, too
        cursor.copy_expert(
            f"COPY generated FROM STDIN CSV FORCE NOT NULL {given}", file
        )
    cursor.execute(DEFAULTS)
    cursor.execute(COMPANIES.format(first=FIRST))
    cursor.execute(SEQUENCE)
