from odoo import api, fields, models


class CalendarAttendee(models.Model):
    _name = "calendar.attendee"
    _inherit = ["calendar.attendee", "masked.contact.mixin"]

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

    def _notify_attendees(self, *args, **kwargs):
        # all who take part are told, whoever changes the meeting
        return super(CalendarAttendee, self.sudo())._notify_attendees(*args, **kwargs)
