"""What is wrong with a file or a row, as a word that Odoo puts into a sentence."""

from __future__ import annotations

from typing import NamedTuple


class Problem(NamedTuple):
    """What is wrong with a row: a word, the column's heading, what stands there."""

    key: str
    column: str = ""
    value: str = ""


class OfferError(Exception):
    """A file that cannot be read as an offer.

    ``key`` says why, ``details`` hold what the sentence names.
    """

    def __init__(self, key: str, **details: object) -> None:
        super().__init__(key)
        self.key = key
        self.details = details
