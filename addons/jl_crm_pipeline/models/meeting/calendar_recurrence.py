from functools import partial

from odoo import models


class CalendarRecurrence(models.Model):
    """A series is changed by whoever may change its meetings (CAR-7)."""

    _name = "calendar.recurrence"
    _inherit = "calendar.recurrence"

    _guarded = True

    def _check_access(self, operation):
        result = super()._check_access(operation)
        is_change = operation in ("write", "unlink") and any(self._ids)
        if result or self.env.su or not is_change:
            return result
        events = self.sudo().with_context(active_test=False).calendar_event_ids
        foreign = events - events.sudo(flag=False)._filtered_access("write").sudo()
        if forbidden := self & foreign.recurrence_id.sudo(flag=False):
            make_error = self.env["ir.rule"]._make_access_error
            return forbidden, partial(make_error, operation, forbidden)
        return None
