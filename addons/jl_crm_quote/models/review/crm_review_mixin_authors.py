from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import SQL

OWNER = "user_id"


class CrmReviewMixin(models.AbstractModel):
    """Whose work a document is: they never review it, whatever path it takes.

    Noted is who wrote its content and whose it was since it was last approved; to give
    it away, or to have another submit it, takes nobody off the list (K3Q-4).
    """

    _name = "crm.review.mixin"
    _inherit = "crm.review.mixin"

    review_authors = fields.Json(
        readonly=True,
        copy=False,
        groups="base.group_user",
        system=True,
    )

    def write(self, vals):
        if OWNER in vals:
            for document in self.sudo():
                document._note_authors(document._review_owner())
        return super().write(vals)

    def copy(self, default=None):
        copies = super().copy(default)
        # a copy says what they wrote
        for original, copied in zip(self.sudo(), copies.sudo(), strict=True):
            copied._note_authors(original._get_authors())
        return copies

    def _touch_review(self):
        """Note who writes, and have the documents looked at again."""
        for document in self.sudo():
            document._note_authors(self.env.user)
        self._look_again()

    @api.model
    def _sync_transfer(self, rows, ids):
        """Note who had the documents, where very many change hands (HUA-6)."""
        result = super()._sync_transfer(rows, ids)
        self.env.cr.execute(
            SQL(
                """
                UPDATE %(table)s w
                   SET review_authors =
                       COALESCE(w.review_authors, '[]') || to_jsonb(moved.giver)
                  FROM %(moves)s
                 WHERE w.id = moved.id
                   AND moved.giver IS NOT NULL
                   AND NOT COALESCE(w.review_authors, '[]') @> to_jsonb(moved.giver)
                """,
                table=SQL.identifier(self._table),
                moves=rows,
            )
        )
        return result

    def _note_authors(self, users):
        """Add to those whose work the document is; nothing is written of whom it knows.

        :param users: res.users; the system is nobody's colleague
        """
        self.ensure_one()
        known = self.review_authors or []
        new = [one for one in users.ids if one not in (*known, api.SUPERUSER_ID)]
        if new:
            self._write_system({"review_authors": [*known, *new]})

    def _get_authors(self):
        """Return who wrote or had it since it was last approved.

        To be compared alone: who was deleted meanwhile is still among them.
        """
        return self.env["res.users"].browse(self.sudo().review_authors or [])

    @api.model
    def _get_author_domain(self, user):
        """Return the domain of the documents that are the user's work."""
        return Domain.custom(
            to_sql=lambda model, alias, query: SQL(
                "COALESCE(%s, '[]') @> %s::jsonb",
                model._field_to_sql(alias, "review_authors", query),
                str(user.id),
            ),
            predicate=lambda document: user in document._get_authors(),
        )
