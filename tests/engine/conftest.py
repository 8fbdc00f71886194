"""The engine is tried here as it is: without Odoo and without a database."""

from __future__ import annotations

from workshop.addon_tools import load_tools

load_tools("jl_crm_duplicate", "duplicate_engine")
