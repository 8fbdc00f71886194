"""Generated customers in the table of stock Odoo, inside `odoo shell`."""

from __future__ import annotations

from benchmarks.duplicates.partners import copy_customers as fill

__all__ = ["fill"]
