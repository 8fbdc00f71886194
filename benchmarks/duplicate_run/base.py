"""Generated customers in Odoo's table, keyed; inside `odoo shell`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from benchmarks.duplicates.partners import copy_companies

if TYPE_CHECKING:
    from pathlib import Path


def fill(env: Any, customers: Path) -> None:
    """Copy the customers and key them."""
    copy_companies(env, customers)
    env.cr.commit()
    env["crm.duplicate.index"]._rebuild()
    env.cr.commit()
