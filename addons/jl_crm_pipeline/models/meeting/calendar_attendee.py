from functools import partial

from odoo import api, fields, models


class CalendarAttendee(models.Model):
    """Who takes part in a meeting is told to whoever may read it (CAR-7)."""

    _name = "calendar.attendee"
    _inherit = ["calendar.attendee", "masked.contact.mixin", "document.row.mixin"]

    _guarded = True
    _own_fields = ("partner_id",)

    email = fields.Char(
        related=None,
        compute="_compute_email",
    )
    phone = fields.Char(
        related=None,
        compute="_compute_phone",
    )

    @api.depends("partner_id.phone")
    @api.depends_context("uid")
    def _compute_phone(self):
        self._copy_seen("phone")

    @api.model
    def _list_open_fields(self):
        # Odoo adds them for whoever changes the meeting
        opened = {"partner_id", "common_name", "availability"}
        return super()._list_open_fields() | opened

    @api.model
    def _list_readable_parents(self):
        return super()._list_readable_parents() | {"partner_id"}

    def _read_documents(self):
        return [
            (id_, "calendar.event", event, *partners)
            for id_, event, *partners in self._read_columns("event_id")
        ]

    def _check_access(self, operation):
        result = super()._check_access(operation)
        is_change = operation in ("write", "unlink") and any(self._ids)
        if result or self.env.su or not is_change:
            return result
        events = self.sudo().event_id.sudo(flag=False)
        foreign = events - events._filtered_access("write")
        if forbidden := self.filtered(lambda one: one.sudo().event_id in foreign):
            make_error = self.env["ir.rule"]._make_access_error
            return forbidden, partial(make_error, operation, forbidden)
        return None

    def _notify_attendees(self, *args, **kwargs):
        # all who take part are told, whoever changes the meeting
        return super(CalendarAttendee, self.sudo())._notify_attendees(*args, **kwargs)
