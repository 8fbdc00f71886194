from odoo import api, fields, models
from odoo.exceptions import UserError


class CrmDuplicatePool(models.Model):
    """A customer that somebody holds for a duplicate, until that is decided (DUP-5).

    This is the duplicate pool. It is not the public pool, from which people claim
    customers that nobody holds.
    """

    _name = "crm.duplicate.pool"
    _inherit = ["duplicate.decision.mixin"]
    _description = "Duplicate Pool"
    _order = "date desc, id desc"
    _rec_name = "partner_id"
    _rec_names_search = ["partner_id", "duplicate_of_id"]

    partner_id = fields.Many2one(
        comodel_name="res.partner",
        string="Customer",
        required=True,
        readonly=True,
        ondelete="cascade",
        index=True,
    )
    duplicate_of_id = fields.Many2one(
        comodel_name="res.partner",
        string="Collides With",
        required=True,
        readonly=True,
        ondelete="cascade",
        index=True,
    )
    holder_id = fields.Many2one(
        comodel_name="res.users",
        string="Its Responsible Person",
        readonly=True,
        help="Who was responsible for the other customer when this one was put into "
        "the pool.",
    )
    team_id = fields.Many2one(
        comodel_name="crm.team",
        string="Its Department",
        readonly=True,
        help="The department of the other customer's responsible person at that time.",
    )
    reason = fields.Text(required=True, readonly=True)
    user_id = fields.Many2one(
        comodel_name="res.users",
        string="Put in by",
        required=True,
        readonly=True,
        index=True,
    )
    date = fields.Datetime(string="Put in on", required=True, readonly=True)
    state = fields.Selection(
        selection=[
            ("in_pool", "In the Pool"),
            ("merged", "Merged"),
            ("restored", "Restored"),
        ],
        required=True,
        readonly=True,
        default="in_pool",
        index=True,
    )
    _once_in_pool = models.UniqueIndex(
        "(partner_id) WHERE state = 'in_pool'",
        "The customer is already in the duplicate pool.",
    )
    _collides_with_another = models.Constraint(
        "CHECK (partner_id <> duplicate_of_id)",
        "A customer does not collide with itself.",
    )

    @api.depends("partner_id.name")
    def _compute_display_name(self):
        # of a customer that the reader may not see the name alone is told
        for row in self:
            row.display_name = row.sudo().partner_id.name

    @api.depends("partner_id", "duplicate_of_id")
    @api.depends_context("lang")
    def _compute_comparison(self):
        return super()._compute_comparison()

    def action_restore(self):
        """Ask why these customers are no duplicates (DUP-5)."""
        self._ensure_in_pool()
        return self.env["crm.duplicate.decision"]._open_for(
            "not_duplicate",
            pair_ids=self._get_pairs().ids,
            partner_ids=self._get_partners().ids,
        )

    def _ensure_in_pool(self):
        self.env["crm.duplicate.group"].check_access("write")
        if gone := self.filtered(lambda entry: entry.state != "in_pool")[:1]:
            raise UserError(
                self.env._(
                    "%(customer)s is no longer in the duplicate pool.",
                    customer=gone.display_name,
                )
            )

    def _get_partners(self):
        return self.partner_id | self.duplicate_of_id

    def _get_pairs(self):
        couples = [(entry.partner_id.id, entry.duplicate_of_id.id) for entry in self]
        return self.env["crm.duplicate.pair"]._get_pairs(couples)

    def _get_note(self):
        """Return in words why the customer is in the pool."""
        self.ensure_one()
        whose = " / ".join(
            filter(None, [self.holder_id.sudo().name, self.team_id.sudo().name])
        )
        other = self.duplicate_of_id.sudo().display_name
        return self.env._(
            "In the duplicate pool: %(user)s says that it collides with %(other)s. "
            "%(reason)s",
            user=self.user_id.sudo().name,
            other=f"{other} ({whose})" if whose else other,
            reason=self.reason,
        )

    @api.model
    def _put(self, partners, duplicate_of, reason):
        """Put customers into the pool, in the name of the user.

        :param duplicate_of: the customer with which all of them collide
        :return: the entries
        """
        holder = duplicate_of.sudo().user_id
        return self.sudo().create(
            [
                {
                    "partner_id": partner.id,
                    "duplicate_of_id": duplicate_of.id,
                    "holder_id": holder.id,
                    "team_id": duplicate_of._find_department().id,
                    "reason": reason,
                    "user_id": self.env.uid,
                    "date": fields.Datetime.now(),
                }
                for partner in partners
            ]
        )

    @api.model
    def _restore_for(self, pairs, reason):
        """Take those out of the pool that do not collide, as was decided."""
        couples = {frozenset((pair.left_id.id, pair.right_id.id)) for pair in pairs}
        entries = self.search(
            [
                ("state", "=", "in_pool"),
                ("partner_id", "in", pairs._get_partners().ids),
            ]
        )
        entries.filtered(
            lambda entry: (
                frozenset((entry.partner_id.id, entry.duplicate_of_id.id)) in couples
            )
        )._note_decision("restored", decision_reason=reason)

    @api.model
    def _close_merged(self, losers):
        """Close the entries of customers that were merged into others.

        Those that collide with one that was merged collide with its survivor now.
        """
        entries = self.search(
            [
                ("state", "=", "in_pool"),
                "|",
                ("partner_id", "in", losers.ids),
                ("duplicate_of_id", "in", losers.ids),
            ]
        )
        moved = entries.filtered(
            lambda entry: (
                entry.partner_id not in losers
                and entry.duplicate_of_id.merged_into_id != entry.partner_id
            )
        )
        for entry in moved:
            entry.duplicate_of_id = entry.duplicate_of_id.merged_into_id
        (entries - moved)._note_decision("merged", decision_reason=False)
