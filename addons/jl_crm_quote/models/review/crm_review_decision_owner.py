from odoo import api, fields, models
from odoo.tools import SQL

from .crm_review_decision import REVIEWING

# who goes on reading what a row is about
READERS = (
    ("user_id", REVIEWING),
    ("stand_in_for_id", REVIEWING),
    ("target_id", ("copied",)),
)


class CrmReviewDecision(models.Model):
    """Whose document it was when it was decided on (K3Q-4).

    Who decided for one person need not go on reading what another has now.
    """

    _name = "crm.review.decision"
    _inherit = "crm.review.decision"

    owner_id = fields.Many2one(
        comodel_name="res.users",
        string="Responsible Then",
        compute="_compute_owner_id",
        store=True,
        precompute=True,
        readonly=True,
        ondelete="restrict",
    )
    stand_in_for_id = fields.Many2one(index="btree_not_null")

    @api.depends("res_model", "res_id")
    def _compute_owner_id(self):
        for row in self:
            row.owner_id = row._find_owner()

    def _find_owner(self):
        if self.res_model not in self.env["crm.review.mixin"]._get_review_models():
            return self.env["res.users"]
        return self.env[self.res_model].sudo().browse(self.res_id)._review_owner()

    @api.model
    def _get_decided_sql(self, model, alias, query):
        """Return the condition that the user decided on a document.

        It is open, or still of whom it was then.

        :param model: the documents
        :param str alias: of a row of theirs
        """
        decisions = self._select_decided(model._name)
        return SQL(
            """
            ((%(document)s, COALESCE(%(owner)s, 0)) IN (
                 SELECT res_id, COALESCE(owner_id, 0) FROM (%(decisions)s) d)
             OR (%(state)s = 'submitted'
                 AND %(document)s IN (SELECT res_id FROM (%(decisions)s) d)))
            """,
            document=SQL.identifier(alias, "id"),
            owner=model._field_to_sql(alias, "user_id", query),
            state=model._field_to_sql(alias, "review_state", query),
            decisions=decisions,
        )

    @api.model
    def _select_decided(self, name):
        """Return the statement that reads the user's decisions on a model."""
        one = """
            SELECT res_id, owner_id
              FROM crm_review_decision
             WHERE %(column)s = %(user)s
               AND res_model = %(model)s
               AND kind = ANY(%(kinds)s)
        """
        return SQL(" UNION ALL ").join(
            SQL(
                one,
                column=SQL.identifier(column),
                user=self.env.uid,
                model=name,
                kinds=list(kinds),
            )
            for column, kinds in READERS
        )
