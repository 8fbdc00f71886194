"""Reading and writing offers in Excel: pure functions, no Odoo."""
