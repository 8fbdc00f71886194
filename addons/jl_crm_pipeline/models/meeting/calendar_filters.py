from odoo import models


class CalendarFilters(models.Model):
    """Whose calendar one looks at: of people whom one sees (CAR-7)."""

    _name = "calendar.filters"
    _inherit = "calendar.filters"

    _guarded = True
