from odoo import models
from odoo.exceptions import UserError

from odoo.addons.jl_crm_pipeline.roles import OFFICE_DIRECTOR


class CrmReviewLevel(models.Model):
    """Who is asked on a level, and what is said where nobody is there (K3Q-4)."""

    _name = "crm.review.level"
    _inherit = "crm.review.level"

    def _find_reviewers(self, owner, excluded, team=None):
        """Return who is asked on this level.

        :param owner: the salesperson of the document
        :param excluded: users who may not review it, as it is their own
        :param team: the office of the document, where it is not the salesperson's
        :raise UserError: nobody is there to review; it names the setting
        """
        self.ensure_one()
        found = self._find_asked(owner, excluded, team).filtered("active") - excluded
        if not found:
            self._refuse_nobody(owner, excluded, team)
        return found

    def _find_asked(self, owner, excluded, team):
        level, owner = self.sudo(), owner.sudo()
        if level.reviewer == "director":
            return level._find_director(owner, excluded, team and team.sudo())
        return getattr(level, f"_find_{level.reviewer}")(owner, excluded)

    def _refuse_nobody(self, owner, excluded, team=None):
        """:raise UserError: nobody reviews; it says whose work it is, or the setting"""
        asked = self._find_asked(owner, self.env["res.users"], team)
        if kept_off := asked & excluded:
            raise UserError(
                self.env._(
                    "There is nobody left to review on the level “%(level)s”: "
                    "%(names)s wrote in it, submitted it or had it, and nobody reviews "
                    "their own work. Ask an administrator: "
                    "CRM ▸ Configuration ▸ Quotations and Contracts ▸ Review Levels "
                    "names others.",
                    level=self.name,
                    names=", ".join(kept_off.mapped("name")),
                )
            )
        raise UserError(self._get_nobody_message(owner))

    def _get_nobody_message(self, owner):
        hints = {
            "director": self.env._(
                "make somebody with the role Office Director the leader of the sales "
                "team of %(name)s, or enter a superior in sales on the user",
                name=owner.name,
            ),
            "superior": self.env._(
                "enter a superior in sales on the user %(name)s", name=owner.name
            ),
        }
        return self.env._(
            "There is nobody to review on the level “%(level)s”. Ask an administrator: "
            "%(hint)s.",
            level=self.name,
            hint=hints.get(
                self.reviewer,
                self.env._(
                    "CRM ▸ Configuration ▸ Quotations and Contracts ▸ Review Levels "
                    "names who reviews"
                ),
            ),
        )

    def _find_director(self, owner, excluded, team):
        """The leader of the office, else its directors, else the next superior."""
        team = team or owner.sale_team_id
        directors = (team.user_id | team.member_ids).filtered(
            lambda user: user.has_group(OFFICE_DIRECTOR)
        )
        leading = team.user_id & directors
        found = (leading - excluded) or (directors - excluded)
        return found or self._find_superior(owner, excluded)

    def _find_superior(self, owner, excluded):
        superior = owner.sales_manager_id
        while superior and (not superior.active or superior in excluded):
            superior = superior.sales_manager_id
        return superior

    def _find_users(self, owner, excluded):
        return self.user_ids

    def _find_group(self, owner, excluded):
        return self.group_id.all_user_ids.filtered(lambda user: not user.share)
