"""The engine is tried here as it is: without Odoo and without a database."""

from __future__ import annotations

from workshop.duplicate_engine import load_engine

load_engine()
