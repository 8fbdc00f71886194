from odoo import fields, models


class DuplicateDecisionMixin(models.AbstractModel):
    """Two customers to decide about: who did so, when and why (DUP-5, DUP-6).

    The model has a selection ``state`` and returns the customers by
    ``_get_partners()``.
    """

    _name = "duplicate.decision.mixin"
    _description = "Decision about Two Customers"

    decision_user_id = fields.Many2one(
        comodel_name="res.users", string="Decided by", readonly=True
    )
    decision_date = fields.Datetime(string="Decided on", readonly=True)
    decision_reason = fields.Text(string="Reason of the Decision", readonly=True)
    comparison = fields.Html(
        compute="_compute_comparison",
        sanitize=False,
        export_string_translation=False,
    )

    def _compute_comparison(self):
        for record in self:
            partners = record._get_partners()
            record.comparison = partners._render_duplicate_comparison()

    def _note_decision(self, state, **vals):
        """Take the records to a state, in the name of the user.

        :param str state: what was decided
        :param vals: further values written with it, the reason as a rule
        """
        self.write(
            {
                "state": state,
                "decision_user_id": self.env.uid,
                "decision_date": fields.Datetime.now(),
                **vals,
            }
        )
