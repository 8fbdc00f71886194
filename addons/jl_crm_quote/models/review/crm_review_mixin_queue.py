from odoo import api, fields, models
from odoo.fields import Domain

from .crm_review_decision import REVIEWING


class CrmReviewMixin(models.AbstractModel):
    """After one decision the next document that waits for the same person."""

    _name = "crm.review.mixin"
    _inherit = "crm.review.mixin"

    waiting_review_count = fields.Integer(
        string="More to Review",
        compute="_compute_waiting_review_count",
        help="Counted for whoever has just decided.",
    )

    @api.depends("review_state", "review_decision_ids")
    @api.depends_context("uid")
    def _compute_waiting_review_count(self):
        decided = self.filtered(lambda document: document._is_decided_by_me())
        waiting = self.search_count(self._get_waiting_domain()) if decided else 0
        for document in self:
            document.waiting_review_count = waiting if document in decided else 0

    def _is_decided_by_me(self):
        last = self.sudo()._find_decisions(limit=1)
        return last.kind in REVIEWING and last.user_id == self.env.user

    @api.model
    def _get_waiting_domain(self):
        return Domain("can_review", "=", True)

    def action_open_next_review(self):
        """Open the one that waits longest for the user's decision (K3Q-4).

        :rtype: dict
        """
        self.check_access("read")
        order = "review_deadline, id"
        following = self.search(self._get_waiting_domain(), order=order, limit=1)
        if not following:
            return {"type": "ir.actions.client", "tag": "soft_reload"}
        return following._get_records_action(target="main")
