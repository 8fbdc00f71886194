"""What the readers of Chinese and of Latin names hand over."""

from __future__ import annotations

from typing import NamedTuple


class NameParts(NamedTuple):
    trade: str
    industry: str = ""
    root: str = ""
    city: str = ""
    mark: str = ""
    is_full: bool = False
