from odoo import fields, models
from odoo.fields import Command

from ...tools import review_seats
from .crm_review_mixin_notices import ACTIVITY


class CrmReviewMixin(models.AbstractModel):
    """The signatures of one level: it is passed when no seat is open any more.

    A signature that leaves others to come is a row "signed", the last one is the
    approval of the level. A new submission asks the level anew.
    """

    _name = "crm.review.mixin"
    _inherit = "crm.review.mixin"

    review_seats = fields.Json(
        readonly=True,
        copy=False,
        prefetch="review_step",
        groups="base.group_user",
        system=True,
    )

    def _get_seats(self):
        """Return who still signs; before an upgrade any one of the reviewers did."""
        document = self.sudo()
        return document.review_seats or review_seats.seat_any(document.reviewer_ids.ids)

    def _approve_level(self, principal, reason):
        seats = review_seats.sign(self._get_seats(), principal.id)
        if not seats:
            return super()._approve_level(principal, reason)
        self._decide_level("signed", "submitted", principal, reason)
        self._seat(seats, is_next=True)
        return None

    def _seat(self, seats, note="", is_next=False):
        """Ask those who sign now, and nobody else; who is asked already is left alone.

        :param list seats: groups, as ``review_seats`` has them
        :param str note: what those who are new are told
        :param bool is_next: the days of the level begin anew if it is somebody's turn
        """
        document = self.sudo()
        before = document._get_asked()
        asked = self.env["res.users"].browse(review_seats.list_asked(seats))
        new = asked - document.reviewer_ids
        due = document._get_due_days(document.review_level_id) if new else {}
        document._write_system(
            {
                "review_seats": seats,
                "reviewer_ids": [Command.set(asked.ids)],
                **(due if is_next else {}),
            }
        )
        for user in before - document._get_asked():
            document.activity_unlink([ACTIVITY], user.id)
        if new:
            self._ask_reviewers(new, note)

    def _get_asked(self):
        """Return who has it on their list: the reviewers and their stand-ins."""
        asked = self.sudo().reviewer_ids
        return asked | self.env["crm.review.stand.in"]._find_stand_ins(asked)

    def _seat_superiors(self, pairs):
        """Return the seats in which superiors may sign for those who are late.

        :param pairs: [(who is late, superior or nobody)]
        """
        seats = self._get_seats()
        for late, superior in pairs:
            if superior:
                seats = review_seats.join(seats, late.id, superior.id)
        return seats

    def _find_signers(self):
        """Return who has signed on this level since it was asked."""
        document = self.sudo()
        begin = document._find_decisions(("submitted", "returned"), limit=1)
        rows = document._find_decisions(("signed",)).filtered(
            lambda row: row.id > begin.id and row.level_id == document.review_level_id
        )
        return rows.user_id | rows.stand_in_for_id
