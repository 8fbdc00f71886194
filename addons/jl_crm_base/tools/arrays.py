"""Arrays as PostgreSQL reads them."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


def as_array(values: Iterable[float | str]) -> str:
    """An array as one literal; a list would be planned element by element."""
    return f"{{{','.join(map(str, values))}}}"


def as_ids(ids: Iterable[int | bool]) -> str:
    """An array of ids as one literal, in which nobody is NULL."""
    return as_array(id_ or "NULL" for id_ in ids)
