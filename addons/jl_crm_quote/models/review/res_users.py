from odoo import api, fields, models
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

        Whoever decided reads it while it is open, and as long as it is of whom it was
        then. The day is compared when it is searched: the domain outlives midnight.
        """
        asked = Domain("review_state", "=", "submitted") & self._get_asked_domain()
        documents = asked | self._get_decided_domain()
        return Domain(path, "any!", documents) if path else documents

    @api.model
    def _get_asked_domain(self):
        """Return the domain of what the user is asked about now."""
        name = "crm.review.stand.in"
        return Domain.custom(
            to_sql=lambda model, alias, query: model.env[name]._get_asked_sql(
                model, alias
            ),
            predicate=lambda document: document.env[name]._is_asked(document),
        )

    @api.model
    def _get_decided_domain(self):
        """Return the domain of what the user has decided on."""
        return Domain.custom(
            to_sql=lambda model, alias, query: model.env[
                "crm.review.decision"
            ]._get_decided_sql(model, alias, query)
        )

    def _get_stand_in_domain(self):
        """Return the record rule of who sees which stand-ins.

        Whoever is away, stands in, or has one of the two below them, at any depth.
        """
        below = sorted(self._get_customer_holder_ids())
        return Domain("user_id", "in", below) | Domain("stand_in_id", "in", below)

    def _get_decision_domain(self):
        """Return the record rule of decisions: those of documents that one sees."""
        return Domain.custom(
            to_sql=lambda model, alias, query: model._get_readable_sql(alias),
            predicate=lambda row: row._is_readable(),
        )
