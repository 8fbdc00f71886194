"""What an entry costs with the add-on, inside `odoo shell`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from benchmarks.duplicate_entry import saves
from benchmarks.duplicate_entry.checks import measure_checks

if TYPE_CHECKING:
    from pathlib import Path

    from benchmarks.common.report import Rows


def measure(env: Any, rows: int, customers: Path) -> Rows:
    return saves.measure(env, rows) | measure_checks(env, customers)
