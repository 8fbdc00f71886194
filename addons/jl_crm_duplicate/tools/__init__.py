"""The duplicate engine: pure functions and texts of SQL.

Nothing here imports Odoo. `keys` is where a customer goes in, `scoring` holds the
statements that compare; the other modules understand one kind of value each.
"""
