"""A database without Odoo, for what runs in Odoo's Python alone."""

from __future__ import annotations

from typing import Any

import psycopg2


def connect(database: str) -> Any:
    """A connection that commits after each statement, until told otherwise."""
    connection = psycopg2.connect(dbname=database)
    connection.autocommit = True
    return connection
