"""The reader of offers is tried here as it is: without Odoo and without a database."""

from __future__ import annotations

from workshop.offer_reader import load_reader

load_reader()
