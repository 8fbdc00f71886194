from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError

from ...tools import review_seats


class CrmReviewLevel(models.Model):
    """How many sign on a level: one, all, or one superior after the other (K3Q-4)."""

    _name = "crm.review.level"
    _inherit = "crm.review.level"

    # the order of the levels is a part of what they demand
    sequence = fields.Integer(tracking=True)
    signing = fields.Selection(
        selection=[
            ("any", "Any one of them"),
            ("all", "All of them, in any order"),
            ("chain", "One superior after the other"),
        ],
        string="Signed by",
        required=True,
        default="any",
        tracking=True,
        help="The level is passed when everybody who has to has signed. One refusal "
        "ends the review.",
    )
    chain_steps = fields.Integer(
        string="Superiors at Most",
        default=2,
        tracking=True,
        help="0: all of them, up to the role or to the top.",
    )
    chain_group_id = fields.Many2one(
        comodel_name="res.groups",
        string="Up to the Role",
        ondelete="restrict",
        tracking=True,
        help="The first superior who has it is the last to sign.",
    )

    _steps_positive = models.Constraint(
        "CHECK (chain_steps >= 0)",
        "The number of superiors is not less than zero.",
    )

    @api.onchange("signing")
    def _onchange_signing(self):
        if self.signing == "chain":
            self.reviewer = "superior"

    @api.constrains("signing", "reviewer")
    def _check_chain(self):
        for level in self:
            if level.signing == "chain" and level.reviewer != "superior":
                raise ValidationError(
                    self.env._(
                        "One superior after the other signs only where the superior "
                        "of the responsible person reviews: choose that under "
                        "“Reviewed by”."
                    )
                )

    def _find_seats(self, *about):
        """Return who signs on this level, in groups as ``review_seats`` has them.

        :param about: what :meth:`_find_reviewers` takes: whose document it is, who is
            kept off …
        :raise UserError: nobody is there to review
        """
        self.ensure_one()
        if self.signing == "chain":
            return review_seats.seat_chain(self.sudo()._find_chain(*about[:2]).ids)
        found = self._find_reviewers(*about).ids
        if self.signing == "all":
            return review_seats.seat_all(found)
        return review_seats.seat_any(found)

    def _find_chain(self, owner, excluded):
        """Return the superiors who sign, from below; whose work it is is left out."""
        found = self.env["res.users"]
        superior = self._find_superior(owner.sudo(), excluded)
        while superior and superior not in found:
            found |= superior
            if self._ends_chain(found, superior):
                return found
            superior = self._find_superior(superior, excluded)
        if not found:
            self._refuse_nobody(owner, excluded)
        if self.chain_group_id:
            self._refuse_no_role(owner)
        return found

    def _ends_chain(self, found, superior):
        return superior in self.chain_group_id.all_user_ids or (
            0 < self.chain_steps <= len(found)
        )

    def _refuse_no_role(self, owner):
        raise UserError(
            self.env._(
                "On the level “%(level)s” the superiors of %(name)s sign up to the "
                "role “%(role)s”, and none of them has it. Ask an administrator.",
                level=self.name,
                name=owner.name,
                role=self.chain_group_id.display_name,
            )
        )
