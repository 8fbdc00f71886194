from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import SQL

from odoo.addons.jl_crm_base.tools.loading import is_loading_data

from .crm_review_mixin_steps import CYCLE_ENDS

RELEASING = ("approved", "carried", "sealed")


class CrmReviewMixin(models.AbstractModel):
    """Whether a document may go out: approved as it is now, or needing no review."""

    _name = "crm.review.mixin"
    _inherit = "crm.review.mixin"

    is_review_required = fields.Boolean(
        string="Needs a Review",
        compute="_compute_is_review_required",
    )
    is_blocked = fields.Boolean(
        string="Held for Review",
        compute="_compute_is_review_required",
        help="It cannot be sent to the customer: it was not approved as it is now.",
    )

    @api.depends("review_state")
    def _compute_is_review_required(self):
        for document in self:
            document.is_review_required = document.sudo()._is_review_required()
            document.is_blocked = not document._is_released()

    def _is_review_required(self):
        """Whether the document may not leave unreviewed; a hook."""
        return bool(self._get_levels())

    def _ensure_released(self):
        """Called wherever a document goes out.

        :raise AccessError: the user may not read one of them
        :raise UserError: one of them was not approved as it is now
        """
        if is_loading_data(self.env):
            return
        # what is looked at below stays in the cache, where no rule is asked any more
        self.check_access("read")
        if blocked := self._filter_blocked():
            raise UserError(blocked._get_blocked_message())

    def _filter_blocked(self):
        """Return those that may not leave."""
        return self.filtered(lambda document: not document._is_released())

    def _is_released(self):
        """Whether it may leave: no review needed, or approved as it is now."""
        self.ensure_one()
        document = self.sudo()
        return document._is_approved() or not document._is_review_required()

    def _is_approved(self):
        """Whether the reviewers approved exactly what is there now.

        The decision has to be there too: a state that was written past us does not
        count.
        """
        plain = self.sudo()
        if plain.review_state != "approved":
            return False
        return plain._is_verdict_on(*plain._read_seal_and(plain._select_verdict()))

    def _is_verdict_on(self, seal, verdict):
        """Whether a decision lets go out what has a seal.

        :param str seal: of what is there now, or None
        :param list verdict: [kind, is final, hash] of the decision, or None
        """
        kind, is_final, content_hash = verdict or (False, False, False)
        return (
            is_final and kind in RELEASING and content_hash == self.review_hash == seal
        )

    @api.model
    def _select_verdict(self):
        """Return the SQL of [kind, is final, hash] of the decision on a row ``t``."""
        # rows are inserted as they are and never written: there is nothing to flush
        return SQL(
            """
            (SELECT jsonb_build_array(kind, is_final, content_hash)
               FROM crm_review_decision
              WHERE res_model = %s AND res_id = t.id AND kind = ANY(%s)
              ORDER BY id DESC
              LIMIT 1)
            """,
            self._name,
            [*RELEASING, *CYCLE_ENDS],
        )

    def _get_blocked_message(self):
        states = dict(self._fields["review_state"]._description_selection(self.env))
        names = [
            self.env._(
                "%(name)s (%(state)s)",
                name=document.display_name,
                state=self.env._("changed since it was approved")
                if document.review_state == "approved"
                else states[document.review_state],
            )
            for document in self.sudo()
        ]
        return self.env._(
            "This has to be approved first: %(names)s. Submit it for review, or ask "
            "its reviewers.",
            names=", ".join(names),
        )
