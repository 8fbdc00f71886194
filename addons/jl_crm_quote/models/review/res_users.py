from odoo import fields, models
from odoo.fields import Domain


class ResUsers(models.Model):
    _name = "res.users"
    _inherit = "res.users"

    review_stand_in_ids = fields.One2many(
        comodel_name="crm.review.stand.in",
        inverse_name="user_id",
        string="Stand-Ins for Reviews",
    )

    def _get_review_domain(self, path=""):
        """Return the record rule of what the user reviews, stands in for or reviewed.

        The day is compared when it is searched: the domain outlives midnight.
        """
        prefix = f"{path}." if path else ""
        standing = Domain("stand_in_id", "=", self.id)
        standing &= Domain("is_of_today", "=", True)
        decided = Domain("user_id", "=", self.id)
        return (
            Domain(f"{prefix}reviewer_ids", "in", self.ids)
            | Domain(f"{prefix}reviewer_ids.review_stand_in_ids", "any!", standing)
            | Domain(f"{prefix}review_decision_ids", "any!", decided)
        )

    def _get_decision_domain(self):
        """Return the record rule of decisions: those of documents that one sees."""
        return Domain.custom(
            to_sql=lambda model, alias, query: model._get_readable_sql(alias),
            predicate=lambda row: row._is_readable(),
        )
