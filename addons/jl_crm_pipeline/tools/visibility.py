"""Why somebody sees a customer (CAR-7, K3D-4)."""

from collections.abc import Callable
from typing import NamedTuple


class Term(NamedTuple):
    """One reason for which users see rows of res.partner, said twice.

    PostgreSQL finds many rows by the one, Odoo asks of a record by the other.
    """

    to_sql: Callable  # of the model, the alias of a row and the query
    predicate: Callable  # of one record
