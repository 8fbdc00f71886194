from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import UserError

# how long the supervisor is taken to be there after the last act of theirs
ATTENDED = timedelta(minutes=30)


class CrmHandover(models.Model):
    """The supervisor is there while key customers are gone through (HUA-2)."""

    _name = "crm.handover"
    _inherit = "crm.handover"

    attending_user_id = fields.Many2one(
        comodel_name="res.users",
        string="Supervisor Who Was There",
        readonly=True,
        copy=False,
        system=True,
    )
    attended_until = fields.Datetime(
        string="There until", readonly=True, copy=False, system=True
    )
    is_attended = fields.Boolean(
        string="The Supervisor Is There",
        compute="_compute_is_attended",
    )

    @api.depends("attended_until", "attending_user_id", "supervisor_id", "state")
    def _compute_is_attended(self):
        now = fields.Datetime.now()
        for handover in self:
            until = handover.attended_until
            handover.is_attended = (
                handover.state == "in_progress"
                and bool(until and until > now)
                and handover.attending_user_id == handover.supervisor_id
            )

    def action_attend(self):
        """Be there, in one's own login, while the key customers are gone through.

        :raise AccessError: the user is not the supervisor (HUA-2, HUA-4)
        """
        self.ensure_one()
        self.check_access("read")
        self._ensure_state("in_progress")
        self._ensure_party("supervisor")
        self.sudo()._attend(self.env.user)
        parties = self._get_giver() | self.receiver_ids
        self.sudo().message_notify(
            partner_ids=parties.sudo().partner_id.ids,
            subject=self.display_name,
            body=self.env._(
                "%s is there: go through the items of the key customers.",
                self.env.user.name,
            ),
        )

    def _attend(self, user):
        self._write_system(
            {
                "attending_user_id": user.id,
                "attended_until": fields.Datetime.now() + ATTENDED,
            }
        )

    def _ensure_attended(self):
        """:raise UserError: the supervisor is not there (HUA-2)"""
        for handover in self.filtered(lambda one: not one.is_attended):
            raise UserError(
                self.env._(
                    "The items of key customers are gone through while the supervisor "
                    "is there. Ask %(user)s to log in, open %(handover)s and press "
                    "“I Am There”.",
                    user=handover.supervisor_id.sudo().name,
                    handover=handover.display_name,
                )
            )
