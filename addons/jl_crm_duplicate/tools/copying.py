"""Rows as PostgreSQL's COPY reads them: by far the quickest way in for many."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .keys import make_keys, normalise

if TYPE_CHECKING:
    from collections.abc import Iterable

    from .keys import Customer

COPY_NAMES = "COPY crm_duplicate_norm FROM STDIN"
COPY_KEYS = "COPY crm_duplicate_key FROM STDIN"


def copy_rows(customers: Iterable[tuple[int, Customer]]) -> tuple[str, str]:
    """The texts for COPY_NAMES and COPY_KEYS of (id, customer)."""
    names, keys = [], []
    for partner_id, customer in customers:
        normals = normalise(customer)
        names += [_line(partner_id, *normal) for normal in normals]
        keys += [f"{key}\t{partner_id}\n" for key in make_keys(normals)]
    return "".join(names), "".join(keys)


def _line(*values: object) -> str:
    return "\t".join(map(_cell, values)) + "\n"


def _cell(value: object) -> str:
    if isinstance(value, str):
        return _escape(value)
    if isinstance(value, tuple):
        return _escape(f"{{{','.join(map(_quote, value))}}}") if value else "{}"
    return str(value)


def _quote(text: str) -> str:
    return '"' + _escape(text).replace('"', '\\"') + '"'


def _escape(text: str) -> str:
    return text.replace("\\", "\\\\") if "\\" in text else text
